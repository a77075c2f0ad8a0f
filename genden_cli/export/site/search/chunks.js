// The data of the search comes in chunks: scripts that stand beside the page and each hand over a piece of base 64.
const pieces = [];
globalThis.take = (number, text) => {
  pieces[number] = text;
};

function loaded(number) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${number}.js is missing`)));
    script.src = `${number}.js`;
    document.head.append(script);
  });
}

async function searchData(chunks) {
  await Promise.all(Array.from({ length: chunks }, (_, number) => loaded(number)));
  const bytes = pieces.splice(0).map((text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0)));
  const stream = new Blob(bytes).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}
