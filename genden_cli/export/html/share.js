// The buttons of a claim are made when it opens. The strip names its claims, and the picture can be saved.
(() => {
  const dialog = document.getElementById("cite");
  if (!dialog) return;
  const buttons = sharing(dialog);

  function shared(claim) {
    const summary = claim.querySelector("summary");
    const [verdict] = summary.querySelector("b").classList;
    return { id: claim.id, says: titleOf(summary), verdict, address: `${pageAddress()}#${claim.id}` };
  }

  // They stand above the evidence, which may be long.
  function offer({ target }) {
    if (!target.open || !target.matches?.(".claim") || target.querySelector(".sharing")) return;
    const reason = target.querySelector("summary + p:not([class])");
    (reason || target.querySelector("summary")).after(buttons(shared(target)));
  }
  document.addEventListener("toggle", offer, true);

  // A cell of the strip says which claim it is when somebody points at it.
  function name({ target }) {
    const claim = target.matches?.(".strip a") && document.getElementById(target.hash.slice(1));
    if (claim && !target.title.includes(": ")) target.title += `: ${shared(claim).says}`;
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
