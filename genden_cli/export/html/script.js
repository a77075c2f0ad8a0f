// Everything can be read without this. It narrows the claims and the timeline to what a reader looks for, keeps that in
// the address ("#verdict=disputed&q=pipe"), and opens what a link leads to.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The sentence of a claim: its summary without the verdict.
const titleOf = (summary) => Array.from(summary.childNodes).slice(1).map((each) => each.textContent).join("").trim();

(() => {
  const form = document.getElementById("filters");
  const sections = { timeline: document.getElementById("timeline"), claims: document.getElementById("claims") };
  const foldsOf = (element) => [...(element?.children ?? [])].filter((each) => each.localName === "details");
  const groups = foldsOf(sections.claims);
  const claims = groups.flatMap(foldsOf);
  const begun = groups.map((group) => group.open);
  const names = ["q", "verdict", "person", "source", "since", "until"].filter((name) => form?.elements[name]);
  const total = claims.length;
  const find = document.querySelector(".find");
  const all = find?.querySelector("[type=reset]");
  const timeline = timelineView(sections.timeline);

  // The search, its script and its index, is read when somebody turns to it.
  const panel = document.getElementById("hits");
  let engine = null;
  let data = null;
  let reading = null;
  function readIndex() {
    reading ??= unpacked(document.getElementById("index").textContent).then((found) => {
      data = found;
      document.head.append(element("script", {}, data.engine));
      panel.ariaBusy = "false";
    });
    return reading;
  }

  async function unpacked(text) {
    return decompressed(Uint8Array.from(atob(text), (each) => each.charCodeAt(0))).json();
  }

  let list = null;
  function answer({ q, verdict, person, source, since, until }) {
    engine ??= searchEngine(data);
    list ??= hitList(engine, panel, leave);
    const year = (number) => (number ? `${number < 0 ? "-" : ""}${String(Math.abs(number)).padStart(4, "0")}` : "..");
    const fields = [
      verdict && `verdict:${verdict}`,
      person && `who:${person}`,
      source && `source:${source}`,
      (since || until) && `date:${year(since)}/${year(until)}`,
    ];
    const read = () => engine.search(q, fields.filter(Boolean).join(" "));
    const found = attempt(read) || { passages: [], words: null, order: "", question: null };
    const claimed = found.passages.filter(({ kind }) => kind === "claim" || kind === "note");
    return { ...found, claims: new Set(claimed.map(({ id }) => `claim-${id}`)) };
  }

  let refusal = "";
  function attempt(read) {
    try {
      refusal = "";
      return read();
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      refusal = error.message;
      return null;
    }
  }

  // What the filters ask of a claim stands in its text: its verdict, the people that it is about, and who speaks of it.
  const shortId = (kind, id) => document.querySelector(`#${CSS.escape(`${kind}-${id}`)} > h4`)?.id;
  const speaks = (claim, id) => claim.querySelector(`:is(li > :first-child, .named > a, .made > a)[href="#${id}"]`);
  const isAbout = (claim, id) => claim.querySelector(`.facts > a[href="#${id}"]`);
  const verdictOf = (claim) => claim.firstElementChild.firstElementChild.className;
  const eventOf = (group) => group.id.replace("about-", "event-");
  const yearsOf = (claim) => claim.dataset.years ?? document.getElementById(eventOf(claim.parentElement))?.dataset.years;

  // What has no date, or none on one side, is in no year, or in every year from there on.
  function within(years, { since, until }) {
    if (!since && !until) return true;
    if (!years) return false;
    const [first, last] = years.split("/");
    return !(since && last && Number(last) < since) && !(until && first && Number(first) > until);
  }

  function matches(claim, wanted, found, { person, source }) {
    return (
      (!found || found.claims.has(claim.id)) &&
      within(yearsOf(claim), wanted) &&
      (!wanted.verdict || verdictOf(claim) === wanted.verdict) &&
      (!wanted.person || isAbout(claim, person)) &&
      (!wanted.source || speaks(claim, source))
    );
  }

  function show(wanted) {
    if (wanted.q && !data) {
      panel.ariaBusy = "true";
      readIndex().then(() => show(asked()));
      return;
    }
    const filtered = names.some((name) => wanted[name]);
    const events = new Set();
    const found = wanted.q ? answer(wanted) : null;
    const hits = found ? `${list({ ...found, error: refusal })} in ` : "";
    if (panel) panel.hidden = !found;
    const ids = Object.fromEntries(["person", "source"].map((kind) => [kind, shortId(kind, wanted[kind])]));
    let shown = 0;
    for (const claim of claims) {
      claim.hidden = filtered && !matches(claim, wanted, found, ids);
      shown += !claim.hidden;
    }
    groups.forEach((group, number) => {
      group.hidden = !group.querySelector(".claim:not([hidden])");
      group.open = filtered || begun[number];
      if (!group.hidden) events.add(eventOf(group));
    });
    const ofClaims = ["q", "verdict", "person", "source"].some((name) => wanted[name]);
    const left = [];
    for (const event of document.querySelectorAll(".event")) {
      event.hidden = !within(event.dataset.years, wanted) || (ofClaims && !events.has(event.id));
      if (!event.hidden) left.push(event);
    }
    timeline.follow(left, wanted, filtered);
    const noun = total === 1 ? "claim" : "claims";
    const count = document.getElementById("found");
    count.classList.toggle("unseen", !filtered);
    count.textContent = filtered ? `${hits}${shown} of ${total} ${noun}` : `${total} ${noun}`;
    all.hidden = !filtered;
    sections.claims.hidden = shown === 0;
    sections.claims.classList.toggle("filtered", filtered);
    if (sections.timeline) sections.timeline.hidden = filtered && left.length === 0;
    tell(wanted, filtered, `${shown} of ${total} ${noun}`, shown ? "" : left.length ? "No claim" : "Nothing");
  }

  // What is shown is said on paper too, where no filter can be seen, and what finds nothing is said once.
  const nothing = document.getElementById("nothing");
  function tell(wanted, filtered, found, none) {
    const filters = filtered ? described(wanted) : "";
    for (const each of document.querySelectorAll(".selection")) {
      each.hidden = !filtered;
      each.textContent = `A selection, ${found}: ${filters}`;
    }
    nothing.hidden = !none;
    nothing.firstElementChild.textContent = `${none} matches ${filters}.`;
  }

  function described({ q, verdict, person, source, since, until }) {
    const chosen = (name) => form.elements[name].selectedOptions[0].textContent.replace(/ \(\d+\)$/, "");
    return [
      q && `“${q}”`,
      verdict && `verdict ${verdict}`,
      person && `person ${chosen("person")}`,
      source && `source ${chosen("source")}`,
      since && `from ${since}`,
      until && `to ${until}`,
    ]
      .filter(Boolean)
      .join(", ");
  }

  const asked = () => Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]));

  function fill(wanted) {
    if (wanted.person || wanted.source) fillAll();
    for (const name of names) {
      form.elements[name].value = wanted[name] || "";
      if (form.elements[name].selectedIndex === -1) form.elements[name].value = "";
    }
    show(asked());
  }

  function parameters() {
    const given = Object.entries(asked()).filter(([, value]) => value);
    return given.length ? String(new URLSearchParams(given)) : "";
  }

  function remember(typing) {
    history[typing ? "replaceState" : "pushState"](null, "", `#${parameters() || "show=all"}`);
  }

  // The bar at the top covers what stands below it. Its height is read when the page has its first layout: read earlier, it
  // makes the browser lay out the page twice.
  let above = 0;
  let awaited = null;
  const bar = document.querySelector(".contents");
  const measure = () => {
    above = bar.offsetHeight + 16;
  };
  new ResizeObserver(() => {
    measure();
    if (awaited) scrollTo(awaited);
    awaited = null;
  }).observe(bar);

  function scrollTo(target) {
    document.documentElement.style.scrollPaddingTop = `${above}px`;
    target.scrollIntoView();
  }

  // What a link has filtered is read from its heading on, by eye and by keyboard.
  function landAt(section) {
    const heading = section.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    measure(); // the number of claims may have made it higher
    scrollTo(section);
  }

  // What a link leads to is opened, and shown even where the filters have hidden it.
  let sought = null;
  function open(target) {
    if (target.closest("[hidden]") || target.hidden) fill({});
    timeline.reveal(target);
    if (panel) panel.hidden = true;
    for (let each = target; each; each = each.parentElement) {
      if (each.localName === "details") each.open = true;
    }
    sought?.classList.remove("sought");
    sought = target;
    target.classList.add("sought");
    if (above) scrollTo(target);
    else awaited = target;
  }

  // Follow a link of the page; what is looked for stays in the address.
  function leave(target) {
    const kept = parameters();
    history.pushState(null, "", `#${target.id}${kept && `&${kept}`}`);
    open(target);
  }

  // People and sources have a short id within the page, and a lasting one in the address.
  function recordAt(id) {
    const found = document.getElementById(id);
    return found?.closest("article") ?? found;
  }

  function follow() {
    const hash = location.hash.slice(1);
    const [first, ...rest] = hash.split("&");
    const target = first && !first.includes("=") && recordAt(first);
    if (target && target.id !== first) history.replaceState(null, "", `#${[target.id, ...rest].join("&")}`);
    if (form && hash.includes("=")) {
      fill(Object.fromEntries(new URLSearchParams(target ? rest.join("&") : hash)));
      if (!target) remember(true); // without what no filter knows
    } else if (form && !target) fill({});
    if (target) open(target);
  }

  // The links of quotes and the words of grades are added when a claim is opened: the page need not repeat them.
  const encoded = (text) =>
    encodeURIComponent(text).replace(/[-!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

  function addressOf(quote) {
    const source = document.querySelector(quote.parentElement.querySelector("a").hash).parentElement;
    const address = source.querySelector("cite a, .imprint a")?.getAttribute("href");
    const directive = quote.dataset.at ?? `text=${encoded(quote.textContent)}`;
    if (!address || !directive) return address;
    return address.includes(":~:") ? `${address}&${directive}` : `${address}${address.includes("#") ? "" : "#"}:~:${directive}`;
  }

  function linkQuotes(record) {
    for (const quote of record.querySelectorAll("li > q, .made > q")) {
      const address = addressOf(quote);
      if (!address) continue;
      const link = element("a", { href: address, rel: "noreferrer", class: "at-quote" });
      quote.replaceWith(link);
      link.append(quote);
    }
  }

  let grades = null;
  function spellGrades(record) {
    const terms = () => [...document.querySelectorAll(".grades dt")];
    grades ??= new Map(terms().map((term) => [term.textContent, term.nextElementSibling.textContent]));
    for (const grade of record.querySelectorAll("li > i")) {
      const means = [...grade.textContent].map((sign) => grades.get(sign)).filter(Boolean);
      if (means.length) grade.textContent = `${grade.textContent} ${means.join(", ")}`;
    }
  }

  function complete(record) {
    linkQuotes(record);
    spellGrades(record);
  }
  const answered = document.querySelector(".best");
  if (answered) linkQuotes(answered);
  const completed = new Set();
  const isNew = (target) => target.open && target.matches?.(".claim") && !completed.has(target);
  const whenOpened = ({ target }) => isNew(target) && complete(completed.add(target) && target);
  document.addEventListener("toggle", whenOpened, true);

  const kindOf = (record) => record.id.split("-")[0];
  const idOf = (record) => record.id.slice(kindOf(record).length + 1);

  // What a link asks of the claims: years, a verdict, or to have to do with the person or the source that it stands with.
  function wantedBy(link) {
    if (link.dataset.since) return { ...asked(), ...link.dataset };
    if (link.dataset.verdict) return link.dataset;
    const record = link.hash === "#claims" && link.closest(".person, .source");
    return record && { [kindOf(record)]: idOf(record) };
  }

  // The people and the sources to choose from: those of whom the page says that there are claims.
  const LONGEST = 70;
  function fillChoices(name) {
    const links = new Map([...document.querySelectorAll(`.${name} a[href="#claims"]`)].map((link) => [link.closest("article"), link]));
    for (const [record, link] of links) {
      const title = record.querySelector("h4");
      const named = name === "person" ? title.firstElementChild : title;
      const text = named.textContent;
      const label = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
      const claimed = name === "person" ? ` (${parseInt(link.textContent)})` : "";
      form.elements[name].append(element("option", { value: idOf(record), lang: named.closest("[lang]").lang }, label + claimed));
    }
  }

  let isFilled = false;
  function fillAll() {
    if (!isFilled) ["person", "source"].forEach(fillChoices);
    isFilled = true;
  }

  if (form) {
    form.hidden = false;
    setTimeout(fillAll); // after the first screen
    for (const each of sections.timeline?.querySelectorAll(".spans") ?? []) each.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      document.getElementById(sections.claims.hidden ? "nothing" : "claims").scrollIntoView();
    });
    document.addEventListener("input", (event) => {
      if (event.target.form !== form) return;
      remember(event.target.localName === "input");
      show(asked());
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      fill({});
      remember();
    });
    const box = form.elements.q;
    box.addEventListener("focus", readIndex);
    const reopen = () => {
      panel.hidden = !box.value.trim();
    };
    box.addEventListener("click", reopen);
    find.addEventListener("keydown", (event) => {
      if (event.key === "Escape") panel.hidden = true;
      if (event.target !== box || !["Enter", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      reopen();
      if (!panel.hidden) remember(parameters() === location.hash.slice(1));
      panel.querySelector("li a")?.focus();
    });
    panel.querySelector(".close").addEventListener("click", () => {
      panel.hidden = true;
      box.focus();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const wanted = wantedBy(link);
      if (wanted) {
        event.preventDefault();
        fill(wanted);
        remember();
        landAt(document.querySelector(link.hash));
      } else if (asked().q) {
        event.preventDefault();
        leave(recordAt(link.hash.slice(1)));
      }
    });
  }
  function begin() {
    if (location.hash) follow();
    const isFiltered = location.hash.slice(1).split("&")[0].includes("=");
    if (form && isFiltered) (panel.hidden ? form : document.body).scrollIntoView();
  }
  addEventListener("hashchange", follow);
  if (form && /[#&]q=[^&]/.test(location.hash)) readIndex().then(begin);
  else begin();
})();
