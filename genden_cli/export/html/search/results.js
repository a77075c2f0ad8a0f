// The list of hits below the search box: each with its verdict, its link and the words that match.
const PAGE = 20;

const PARTS = {
  claim: ["summary", ".because", ".made", ".note"],
  note: ["li"],
  event: [".title", ".inside .prose", ".inside dd"],
  person: ["h4", ".prose", ".names", ".note"],
  source: ["h4", ".prose", ".facts", ".imprint"],
};

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const anchorOf = ({ kind, id }) => `${kind === "note" ? "claim" : kind}-${id}`;

function hitList(engine, panel, opened) {
  const [heading, remark, list, more] = ["h2", "p", "ol", ".more-hits"].map((name) => panel.querySelector(name));
  const quoted = (words) => words.map((word) => `“${word}”`);
  const listed = (words) => [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" or ");
  const sourceOf = ({ n }) => {
    const facet = [...engine.facetsOf(n)].find((each) => /^s\d+$/.test(each));
    return engine.sections.sources[Number(facet.slice(1)) - 1];
  };
  let [found, shown, mark] = [null, 0, null];

  // The elements of the page that have the text of a passage, the title first.
  function partsOf(passage) {
    const record = document.getElementById(anchorOf(passage));
    const parts = PARTS[passage.kind].flatMap((selector) => [...record.querySelectorAll(selector)]);
    if (passage.kind !== "note") return parts;
    const ours = parts.filter((each) => each.firstElementChild.hash === `#source-${sourceOf(passage)}`);
    return [record.firstElementChild, ...ours];
  }

  function marked(pieces) {
    return pieces.map(([text, matches]) => (matches ? element("mark", {}, text) : text));
  }

  // About 200 characters around the first match.
  function excerpt(pieces) {
    const before = pieces[0][1] ? "" : pieces[0][0];
    let start = before.length > 90 ? before.lastIndexOf(" ", before.length - 60) + 1 : 0;
    let rest = 200;
    const made = start ? [["…", false]] : [];
    for (const [text, matches] of pieces) {
      const piece = text.slice(start, start + rest);
      start = 0;
      rest -= piece.length;
      if (piece) made.push([piece, matches]);
      if (rest <= 0) return [...made, ["…", false]];
    }
    return made;
  }

  const textOf = (part) => (part.localName === "summary" ? titleOf(part) : part.textContent);

  function item(passage) {
    const [title, ...others] = partsOf(passage).map((part) => {
      const pieces = mark(textOf(part).replace(/\s+/g, " ").trim());
      const matched = pieces.filter((each) => each[1]).map(([text]) => text.toLowerCase());
      return { part, pieces, matches: new Set(matched).size };
    });
    const best = Math.max(...others.map((each) => each.matches), 0);
    const other = others.find((each) => each.matches === best && (best > title.matches || passage.kind === "note"));
    const record = document.getElementById(anchorOf(passage));
    const ruling = record.matches(".claim") ? record.querySelector("summary > b").cloneNode(true) : "";
    const language = (part) => part.closest("[lang]").lang;
    const link = element("a", { href: `#${record.id}`, lang: language(title.part) }, ...marked(title.pieces));
    const kind = element("span", { class: "kind" }, passage.kind === "note" ? "evidence" : passage.kind);
    const after = ruling && passage.kind === "note" ? kind : "";
    const made = element("li", {}, element("p", {}, ruling || kind, " ", link, after));
    const spoken = other && { class: "passage", lang: language(other.part) };
    if (other) made.append(element("p", spoken, ...marked(excerpt(other.pieces))));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      opened(record);
    });
    return made;
  }

  function add() {
    const first = list.children.length;
    shown = Math.min(shown + PAGE, found.passages.length);
    list.append(...found.passages.slice(first, shown).map(item));
    more.hidden = shown === found.passages.length;
    return list.children[first];
  }

  function remarkOf({ question, isPartial, error }) {
    const sentence = (text) => text && `${text[0].toUpperCase()}${text.slice(1)}.`;
    if (error) return sentence(error);
    const said = question.corrected.map(([word, near]) => `“${word}” is read as “${near}”`);
    if (question.unknown.length) said.push(`nothing here has ${listed(quoted(question.unknown))}`);
    if (isPartial && found.passages.length) said.push("no passage has every word");
    if (said.length && question.leftOut.length) said.push(`left out: ${question.leftOut.join(" ")}`);
    return sentence(said.join("; "));
  }

  more.addEventListener("click", () => add().querySelector("a").focus());

  // Show an answer, and return how many hits it has, in words.
  return (answer) => {
    [found, shown, mark] = [answer, 0, engine.marker(answer.words)];
    if (!panel.hidden) panel.scrollTop = 0;
    list.replaceChildren();
    more.hidden = true;
    const total = answer.passages.length;
    const number = total > engine.limit ? `More than ${engine.limit.toLocaleString("en")}` : total || "No";
    const hits = `${number} ${total === 1 ? "hit" : "hits"}`;
    heading.textContent = total > 1 ? `${hits}, ${answer.order}` : hits;
    remark.textContent = remarkOf(answer);
    remark.hidden = !remark.textContent;
    if (total) add();
    return hits;
  };
}
