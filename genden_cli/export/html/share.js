// "Copy link" and "Cite this" stand below a claim that is open. They are made when it opens, once for each claim.
(() => {
  const dialog = document.getElementById("cite");
  if (!dialog) return;
  const { title, by, version, url } = dialog.dataset;
  const [field, style, copy, close] = ["textarea", "select", ".copy", ".close"].map((each) => dialog.querySelector(each));
  let cited = null;

  const addressOf = (claim) => `${url || location.href.split("#")[0]}#${claim.id}`;

  // The sentence is that of the heading, without the verdict before it.
  function said(claim) {
    const heading = (claim.querySelector("h4") || claim.querySelector("summary")).cloneNode(true);
    const verdict = claim.dataset.verdict || heading.querySelector("b").className.split(" ").at(-1);
    for (const each of heading.querySelectorAll("b")) each.remove();
    return { says: heading.textContent.trim(), verdict };
  }

  const today = () => new Date().toISOString().slice(0, 10);
  const escaped = (text) => text.replace(/[\\{}%&#$_^~]/g, (sign) => ({ "\\": "\\textbackslash{}", "^": "\\^{}", "~": "\\~{}" })[sign] || `\\${sign}`);
  const marked = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");
  const styles = {
    text: ({ says, verdict }, address) =>
      `“${says}” Verdict: ${verdict}. ${[title, by, version && `version ${version}`].filter(Boolean).join(", ")}. ${address} (accessed ${today()}).`,
    markdown: ({ says, verdict }, address) => `[${marked(says)}](<${address}>) Verdict: **${verdict}**. ${marked([title, by].filter(Boolean).join(", "))}.`,
    biblatex: ({ says, verdict }, address) =>
      [
        `@online{${cited.id},`,
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
    field.value = styles[style.value](said(cited), addressOf(cited));
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

  const actions = {
    link: (claim, button) => copied(addressOf(claim), button),
    cite: (claim) => {
      cited = claim;
      write();
      dialog.showModal();
    },
  };

  function button(text, action) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", textContent: text });
    made.dataset.share = action;
    return made;
  }

  // Above the evidence, which may be long.
  function offer(claim, opened) {
    if (claim.querySelector(".sharing")) return;
    const row = document.createElement("p");
    row.className = "sharing";
    row.append(button("Copy link", "link"), button("Cite this", "cite"));
    const reason = opened === claim && claim.querySelector("summary + p:not([class])");
    (reason || opened.querySelector("summary")).after(row);
  }

  const opened = ({ target }) => {
    const claim = target.open && target.closest?.(".claim");
    if (claim) offer(claim, target);
  };
  document.addEventListener("toggle", opened, true);
  document.addEventListener("click", ({ target }) => {
    const { share } = target.dataset;
    if (share) actions[share](target.closest(".claim"), target);
  });
  style.addEventListener("change", write);
  copy.addEventListener("click", () => copied(field.value, copy));
  close.addEventListener("click", () => dialog.close());

  // A cell of the strip says which claim it is when somebody points at it.
  function name({ target }) {
    const claim = target.matches?.(".strip a") && document.getElementById(target.hash.slice(1));
    if (claim && !target.title.includes(": ")) target.title += `: ${said(claim).says}`;
  }
  for (const each of ["pointerover", "focusin"]) document.addEventListener(each, name);

  // The picture is saved as it stands in the page.
  const picture = document.querySelector(".picture svg");
  const save = document.querySelector(".save");
  save.hidden = false;
  save.addEventListener("click", () => {
    const file = new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "verdict.svg" });
    link.click();
    URL.revokeObjectURL(link.href);
  });
})();
