from tests.building import *
def test_a(own_site, invented_site, chromium, serve):
    print(len(own_site.pages), len(invented_site.pages), own_site.log)
    p = chromium.new_page(); p.goto(serve(invented_site.site, "/a/b/")); print(p.title())
    r = p.goto(serve(invented_site.site, "/a/b/")+"x/"); print(p.title(), r.status)
    p.close(); len(own_site.library.entries)
