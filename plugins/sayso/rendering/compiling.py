"""Templates to Python that runs in a fraction of the time of what Jinja makes of them, since ours need less.

Views have attributes and are no mappings, so that an attribute is asked for as such; one that is missing is an error.
Macros are called as the functions that they are, and what they give is not wrapped where it is only printed. What is
escaped, and how, is as in Jinja.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

IMPORT = "from sayso.rendering.compiling import call_macro, keep_html, print_text"
# Macros that print their one value and nothing of the page. Many pages print the same values, so their HTML is kept:
# of so many values, which are those of nearby pages.
KEPT = frozenset({"claim", "source_row"})
MOST_KEPT = 10_000


class PlainCode(CodeGenerator):
    """Writes the Python of one template; the names of methods are Jinja's."""

    _macros: frozenset[str] = frozenset()
    """The names of the template's macros, and those under which it imports others'."""
    _printed: nodes.Node | None = None
    """What is printed next."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The whole of it, with what it calls."""
        names = [macro.name for macro in node.find_all(nodes.Macro)]
        self._macros = frozenset([*names, *(imported.target for imported in node.find_all(nodes.Import))])
        super().visit_Template(node, frame)
        self.writeline(IMPORT)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute of a view."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """A test; whether there is an attribute is asked without asking for it."""
        if not isinstance(node.node, nodes.Getattr) or node.name not in {"defined", "undefined"}:
            super().visit_Test(node, frame)
            return
        self.write("(not hasattr(" if node.name == "undefined" else "(hasattr(")
        self.visit(node.node.node, frame)
        self.write(f", {node.node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A call; what a macro gives is HTML."""
        if forward_caller or not self._is_macro(node) or not frame.eval_ctx.autoescape:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("call_macro(context, " if self._printed is node else "Markup(call_macro(context, ")
        is_printed, self._printed = self._printed is node, None
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")" if is_printed else "))")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802
        """A macro; of some what they give is kept."""
        super().visit_Macro(node, frame)
        if node.name in KEPT:
            self.writeline(f"keep_html({frame.symbols.ref(node.name)})")

    def _is_macro(self, node: nodes.Expr) -> bool:
        """Whether a macro is called, of this template or of one that it imports."""
        if not isinstance(node, nodes.Call):
            return False
        name = node.node.node if isinstance(node.node, nodes.Getattr) else node.node
        return isinstance(name, nodes.Name) and name.name in self._macros

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 -- Jinja's
        """What stands before a value that is printed."""
        if not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        elif self._is_macro(node):
            self._printed = node
            self.write("(")
        else:
            self.write("print_text(")


def print_text(value: object) -> str:
    """A value as text for HTML: escaped, unless it is HTML."""
    if type(value) is str:
        text: str = _escape_inner(value)
        return text
    return value if type(value) is Markup else escape(value)


def call_macro(context: Context, macro: object, *args: object, **kwargs: object) -> str:
    """The HTML that a macro gives."""
    if type(macro) is not Macro:
        return escape(context.call(macro, *args, **kwargs))  # type: ignore[arg-type]
    if kwargs:
        return context.call(macro, *args, **kwargs)  # type: ignore[return-value]
    lacking = macro._argument_count - len(args)  # noqa: SLF001 -- as it calls itself
    return macro._func(*args, *(missing,) * lacking) if lacking else macro._func(*args)  # noqa: SLF001


def keep_html(macro: Macro) -> None:
    """Lets a macro keep the HTML of its values, each as long as it is the same object."""
    make: Callable[[object], str] = macro._func  # noqa: SLF001 -- as in `call_macro`
    kept: dict[int, tuple[object, str]] = {}

    def give(value: object) -> str:
        """The HTML of a value, made where it is not kept."""
        found = kept.get(id(value))
        if found is None:
            if len(kept) == MOST_KEPT:
                kept.clear()
            found = kept[id(value)] = value, make(value)  # holds the value, so that nothing else gets its number
        return found[1]

    macro._func = give  # noqa: SLF001
