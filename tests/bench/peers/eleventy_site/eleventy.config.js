export default function (config) {
  config.addPassthroughCopy({ assets: "assets" });
  config.setQuietMode(true);
  return { dir: { input: "pages", output: "public" }, templateFormats: ["11ty.js"] };
}
