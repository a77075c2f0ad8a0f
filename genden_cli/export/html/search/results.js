// The list of hits below the search box: each with its verdict, its link and the words that match.
const PAGE = 20;

const PARTS = {
  claim: ["summary", "summary + p:not([class])", ".made", ".note"],
  event: [".title", ".inside .prose", ".inside dd"],
  person: ["h4", ".prose", ".names", "li", ".note"],
  source: ["h4", "p"],
};

const anchorOf = ({ kind, id }) => `${kind === "note" ? "claim" : kind}-${id}`;

function hitList(engine, panel, opened) {
  const [heading, remark, list, more] = ["h2", "p", "ol", ".more-hits"].map((name) => panel.querySelector(name));
  const quoted = (words) => words.map((word) => `“${word}”`);
  const listed = (words) => [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" or ");
  let [found, shown, mark] = [null, 0, null];

  // The texts of a passage that a hit may show, the title first, each with its language.
  function textsOf(passage) {
    const record = document.getElementById(anchorOf(passage));
    const shown = (part) => ({ text: textOf(part), language: part.closest("[lang]").lang });
    if (passage.kind !== "note") return PARTS[passage.kind].flatMap((part) => [...record.querySelectorAll(part)]).map(shown);
    const title = shown(record.firstElementChild);
    if (engine.apart.has(passage.n)) {
      const [quote, note] = engine.textsOf(passage.n).slice(3);
      return [title, { ...title, text: [quote && `“${quote}”`, note].filter(Boolean).join(" ") }];
    }
    const link = `#${[...engine.facetsOf(passage.n)].find(isSource)}`;
    const items = [...record.querySelectorAll("li:not(.named)")];
    return [title, ...items.filter((each) => each.firstElementChild.getAttribute("href") === link).map(shown)];
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

  // The text of a part as the page shows it: paragraphs apart, quotes in quotation marks, without grades.
  function shownText(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.localName === "i") return "";
    const inner = [...node.childNodes].map(shownText).join("");
    if (node.localName === "q") return `“${inner}”`;
    return node.localName === "p" ? ` ${inner} ` : inner;
  }
  const textOf = (part) => (part.localName === "summary" ? titleOf(part) : shownText(part));

  function item(passage) {
    const [title, ...others] = textsOf(passage).map(({ text, language }) => {
      const pieces = mark(text.replace(/\s+/g, " ").trim());
      const matched = pieces.filter((each) => each[1]).map((each) => each[0].toLowerCase());
      return { language, pieces, matches: new Set(matched).size };
    });
    const best = Math.max(...others.map((each) => each.matches), 0);
    const other = others.find((each) => each.matches === best && (best > title.matches || passage.kind === "note"));
    const record = document.getElementById(anchorOf(passage));
    const ruling = record.matches(".claim") ? record.querySelector("summary > b").cloneNode(true) : "";
    const link = element("a", { href: `#${record.id}`, lang: title.language }, ...marked(title.pieces));
    const kind = element("span", { class: "kind" }, passage.kind === "note" ? "evidence" : passage.kind);
    const after = ruling && passage.kind === "note" ? kind : "";
    const made = element("li", {}, element("p", {}, ruling || kind, " ", link, after));
    const spoken = other && { class: "passage", lang: other.language };
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
