// The page of the search: it answers what stands in the box, keeps that in the address, and lists the hits.
const PAGE = 20;
const OWNERS = { note: "claim" };

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const marked = (found) => found.map(([text, matches]) => (matches ? element("mark", {}, text) : text));
const matchesIn = (found) => new Set(found.filter((each) => each[1]).map(([text]) => text.toLowerCase())).size;

// About 200 characters around the first match.
function excerpt([[first, matches], ...others]) {
  const start = !matches && first.length > 90 ? first.lastIndexOf(" ", first.length - 60) + 1 : 0;
  let rest = 200;
  const made = start ? [["…", false]] : [];
  for (const [text, isMatch] of [[first.slice(start), matches], ...others]) {
    made.push([text.slice(0, rest), isMatch]);
    rest -= text.length;
    if (rest <= 0) return [...made, ["…", false]];
  }
  return made;
}

// A hit: its verdict or its kind, its title as a link to its page, and the passage that matches.
function item(engine, { signs, states, verdict }, mark, { n, kind, id }) {
  const owner = OWNERS[kind] ?? kind;
  const record = engine.entryOf.get(`${owner} ${id}`);
  const title = mark(engine.textsOf(record.n)[0]);
  const word = [...engine.facetsOf(record.n)].find((each) => each[0] === verdict)?.slice(1);
  const ruling = owner === "claim" && word ? element("b", { class: word }, `${signs[word]} ${word}`) : "";
  const name = element("span", { class: "kind" }, kind === "note" ? "evidence" : kind);
  const link = element("a", { href: `../${owner}/${id}/index.html` }, ...marked(title));
  const state = ruling && id in states ? [" ", element("span", { class: "muted" }, `(${states[id]})`)] : [];
  const said = [ruling || name, ...state, " ", link, ...(ruling && kind === "note" ? [" ", name] : [])];
  const others = engine.textsOf(n).slice(kind === "note" ? 0 : 1, 5).filter(Boolean).map(mark);
  const best = Math.max(...others.map(matchesIn), kind === "note" ? 0 : matchesIn(title) + 1);
  const other = others.find((each) => matchesIn(each) >= best);
  return element("li", {}, element("p", {}, ...said), ...(other ? [element("p", { class: "passage" }, ...marked(excerpt(other)))] : []));
}

const listed = (words) => {
  const quoted = words.map((word) => `“${word}”`);
  return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter(Boolean).join(" or ");
};

function remarkOf({ question, isPartial, passages }) {
  const said = question.corrected.map(([word, near]) => `“${word}” is read as “${near}”`);
  if (question.unknown.length) said.push(`nothing here has ${listed(question.unknown)}`);
  if (isPartial && passages.length) said.push("no passage has every word");
  if (said.length && question.leftOut.length) said.push(`left out: ${question.leftOut.join(" ")}`);
  return said.join("; ");
}

const sentence = (text) => text && `${text[0].toUpperCase()}${text.slice(1)}.`;

function answerTo(engine, query) {
  try {
    const found = engine.search(query);
    return { ...found, remark: remarkOf(found) };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { passages: [], words: null, order: "", remark: error.message };
  }
}

function show(panel, engine, data, query) {
  const [heading, remark, list, more] = ["h2", "p", "ol", "button"].map((name) => panel.querySelector(name));
  const answer = answerTo(engine, query);
  const mark = engine.marker(answer.words);
  const total = answer.passages.length;
  const number = total > engine.limit ? `More than ${engine.limit.toLocaleString("en")}` : total || "No";
  const hits = `${number} ${total === 1 ? "hit" : "hits"}`;
  heading.textContent = total > 1 ? `${hits}, ${answer.order}` : hits;
  remark.textContent = sentence(answer.remark);
  list.replaceChildren();
  function add() {
    const first = list.children.length;
    list.append(...answer.passages.slice(first, first + PAGE).map((each) => item(engine, data, mark, each)));
    more.hidden = list.children.length >= total;
    return list.children[first];
  }
  panel.dataset.query = query;
  more.onclick = () => add().querySelector("a").focus();
  add();
}

function searchPage(panel) {
  const box = document.getElementById("q");
  const isAble = "DecompressionStream" in globalThis;
  document.getElementById("without").hidden = isAble;
  const asked = () => new URLSearchParams(location.search).get("q") ?? "";
  let ready = null;

  async function answer() {
    const query = box.value.trim();
    panel.hidden = !query || !isAble;
    if (panel.hidden) return;
    ready ??= searchData(Number(panel.dataset.chunks)).then((data) => [searchEngine(data), data]);
    const [engine, data] = await ready;
    if (query === box.value.trim()) show(panel, engine, data, query);
  }

  function tell() {
    const query = box.value.trim();
    history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
  }

  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell();
    panel.querySelector("li a")?.focus();
  });
  box.addEventListener("input", () => {
    tell();
    answer();
  });
  addEventListener("pageshow", () => {
    box.value = asked();
    answer();
  });
}

const hits = document.getElementById("hits");
if (hits) searchPage(hits);
