// The texts of the passages, column by column: title, names, about, quote, note, phrasings, id. What the page shows is read
// from it: `q` is a quote, `em` its translation, and `cite` names who translated it. The data has the rest.
const SHOWN = {
  event: { title: ".title", about: ".inside > .prose" },
  person: { title: "h4 > :first-child", names: ".names > span", about: "h4 + .prose", note: ".note.prose" },
  source: { title: "cite", about: "p:has(+ .facts)", note: ".facts + p" },
};

const COLUMNS = ["title", "names", "about", "quote", "note"];
const recordOf = (kind, id) => document.getElementById(`${kind}-${id}`);
const partsOf = (kind, id, column) => [...recordOf(kind, id).querySelectorAll(SHOWN[kind][column])];
const isSource = (facet) => /^s\d+$/.test(facet);

// The ids of all records: claims and events as they follow one another in the page, people and sources by number.
function recordIds() {
  const shown = (kind) => [...document.querySelectorAll(`.${kind}`)];
  const number = (article) => Number(article.querySelector("h4").id.slice(1));
  const numbered = (kind) => shown(kind).sort((a, b) => number(a) - number(b));
  const ids = (kind, found) => found.map((each) => each.id.slice(kind.length + 1));
  const inOrder = (kind) => ids(kind, shown(kind));
  const byNumber = (kind) => ids(kind, numbered(kind));
  return { claims: inOrder("claim"), events: inOrder("event"), people: byNumber("person"), sources: byNumber("source") };
}

// The names of a record that the page shows: its title and, of a person, other spellings.
function shownNames(kind, id) {
  const columns = COLUMNS.slice(0, 2).filter((each) => SHOWN[kind]?.[each]);
  return columns.flatMap((each) => partsOf(kind, id, each)).map((each) => each.textContent);
}

const shownLinks = (source) => [...recordOf("source", source).querySelectorAll("cite > a, .imprint > a")].map((each) => each.getAttribute("href"));

function passageTexts(base, entries, facets, { sections, kindOf }, { visible, facets: letters, stances }) {
  const invisible = new RegExp(`[${Object.keys(visible).join("")}]`, "gu");
  const asVisible = (text) => (isAscii(text) ? text : text.replace(invisible, (sign) => visible[sign]));
  const joined = (parts) => asVisible(Array.from(parts, (each) => each.textContent).join(" · "));
  const [others, apart] = [[...base.texts], new Set(summed(base.apart))];

  const quotesOf = (element) => joined(element.querySelectorAll("q, em"));

  function ofClaim(claim) {
    const [title, about] = [titleOf(claim.firstElementChild), claim.querySelectorAll("summary + p:not([class])")];
    const made = [...claim.querySelectorAll(":scope > .made")];
    const notes = [...claim.querySelectorAll(":scope > .note"), ...made.flatMap((each) => [...each.querySelectorAll("cite")])];
    return [asVisible(title), "", joined(about), made.map(quotesOf).join(" · "), joined(notes)];
  }

  // A claim shows at most one item of a source under each stance.
  function ofItem(claim, found) {
    const stance = stances.find((each) => found.has(letters.stance + each));
    const link = `#${[...found].find(isSource)}`;
    const items = [...claim.querySelector(`:scope > .${stance}`).children];
    const item = items.find((each) => each.firstElementChild.getAttribute("href") === link);
    return ["", "", "", quotesOf(item), joined(item.querySelectorAll("cite, p"))];
  }

  function textsOf({ n, kind, id }) {
    if (kind === "claim") return ofClaim(recordOf(kind, id));
    if (kind === "note" && !apart.has(n)) return ofItem(recordOf("claim", id), facets[n - 1]);
    return others.shift().map((text, at) => text ?? joined(partsOf(kind, id, COLUMNS[at])));
  }

  const asked = new Map();
  for (const [section, records] of Object.entries(base.asked)) {
    for (const [at, texts] of Object.entries(records)) {
      asked.set(`${kindOf[section]} ${sections[section][at]}`, asVisible(texts.join(" · ")));
    }
  }
  return entries.map((entry) => {
    const key = `${entry.kind} ${entry.id}`;
    return [...textsOf(entry), asked.get(key) ?? "", entry.kind === "note" ? "" : entry.id];
  });
}
