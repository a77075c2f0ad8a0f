// "Copy link" and "Cite this". A claim to share is its id, what it says, its verdict, and its address.
const pageAddress = () => document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];

// Return a function that makes the buttons of a claim. They need the dialog with the citation.
function sharing(dialog) {
  const { title, by, version } = dialog.dataset;
  const [field, style, copy, close] = ["textarea", "select", ".copy", ".close"].map((each) => dialog.querySelector(each));
  let cited = null;

  const today = () => new Date().toISOString().slice(0, 10);
  const escaped = (text) => text.replace(/[\\{}%&#$_^~]/g, (sign) => ({ "\\": "\\textbackslash{}", "^": "\\^{}", "~": "\\~{}" })[sign] || `\\${sign}`);
  const marked = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");
  const styles = {
    text: ({ says, verdict, address }) =>
      `“${says}” Verdict: ${verdict}. ${[title, by, version && `version ${version}`].filter(Boolean).join(", ")}. ${address} (accessed ${today()}).`,
    markdown: ({ says, verdict, address }) => `[${marked(says)}](<${address}>) Verdict: **${verdict}**. ${marked([title, by].filter(Boolean).join(", "))}.`,
    biblatex: ({ id, says, verdict, address }) =>
      [
        `@online{${id},`,
        `  title = {${escaped(says)}},`,
        `  titleaddon = {Verdict: ${verdict}. ${escaped(title)}},`,
        by && `  author = {{${escaped(by)}}},`,
        version && `  version = {${escaped(version)}},`,
        `  url = {${address}},`,
        `  urldate = {${today()}},`,
        "}",
      ]
        .filter(Boolean)
        .join("\n"),
  };

  function write() {
    field.value = styles[style.value](cited);
    copy.textContent = "Copy";
  }

  // What cannot be copied by script is selected for the reader to copy.
  async function copied(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      if (!dialog.open) dialog.showModal();
      field.value = text;
      field.select();
    }
  }

  function button(text, action, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", textContent: text });
    made.dataset.share = action;
    made.addEventListener("click", () => act(made));
    return made;
  }

  style.addEventListener("change", write);
  copy.addEventListener("click", () => copied(field.value, copy));
  close.addEventListener("click", () => dialog.close());

  return (claim) => {
    const row = document.createElement("p");
    row.className = "sharing";
    const link = button("Copy link", "link", (made) => copied(claim.address, made));
    const cite = button("Cite this", "cite", () => {
      cited = claim;
      write();
      dialog.showModal();
    });
    row.append(link, cite);
    return row;
  };
}
