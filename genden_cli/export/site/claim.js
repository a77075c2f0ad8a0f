// The page of a claim has the buttons to share it, below its verdict. The search has no claim.
const dialog = document.getElementById("cite");
if (dialog) {
  const finding = document.querySelector(".finding");
  const says = document.querySelector("h1").textContent;
  const verdict = finding.classList[1];
  const address = pageAddress().replace(/index\.html$/, "");
  finding.after(sharing(dialog)({ id: finding.id, says, verdict, address }));
}
