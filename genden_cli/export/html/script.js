"use strict";
// Everything can be read without this. It narrows the claims and the timeline to what a reader looks for, keeps that in
// the address ("#verdict=disputed&q=pipe"), and opens what a link leads to.
(() => {
  const form = document.getElementById("filters");
  const claims = [...document.querySelectorAll(".claim")];
  const names = ["q", "verdict", "person", "source", "since", "until"].filter((name) => form?.elements[name]);
  const total = claims.length;
  const find = document.querySelector(".find");
  const all = find?.querySelector("[type=reset]");

  // Search finds a word with or without its accents, in capitals or not, and a person by any spelling of the name.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const texts = new Map();
  function textOf(claim) {
    if (!texts.has(claim)) {
      const people = (claim.dataset.people || "").split(" ").filter(Boolean);
      const spelt = people.map((id) => document.querySelector(`#person-${id} .names`)?.textContent || "");
      const own = [...claim.querySelectorAll("h4, .because, .made, .evidence, .facts")].map((part) => part.textContent);
      texts.set(claim, folded([...own, ...spelt].join(" ")));
    }
    return texts.get(claim);
  }

  const words = (query) => (folded(query).match(/"[^"]+"|[^\s"]+/g) || []).map((word) => word.replaceAll('"', ""));
  const speaks = (claim, source) =>
    [...claim.querySelectorAll("cite a")].some((link) => link.hash === `#source-${source}`);

  // What has no date, or none on one side, is in no year, or in every year from there on.
  function within(years, { since, until }) {
    if (!since && !until) return true;
    if (!years) return false;
    const [first, last] = years.split("/");
    return !(since && last && Number(last) < since) && !(until && first && Number(first) > until);
  }

  function matches(claim, wanted) {
    return (
      within(claim.dataset.years, wanted) &&
      (!wanted.verdict || claim.dataset.verdict === wanted.verdict) &&
      (!wanted.person || (claim.dataset.people || "").split(" ").includes(wanted.person)) &&
      (!wanted.source || speaks(claim, wanted.source)) &&
      words(wanted.q).every((word) => textOf(claim).includes(word))
    );
  }

  function show(wanted) {
    const filtered = names.some((name) => wanted[name]);
    const events = new Set();
    let shown = 0;
    for (const claim of claims) {
      claim.hidden = filtered && !matches(claim, wanted);
      shown += !claim.hidden;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector(".claim:not([hidden])");
      if (!group.hidden && group.dataset.event) events.add(group.dataset.event);
    }
    const ofClaims = ["q", "verdict", "person", "source"].some((name) => wanted[name]);
    const left = [];
    for (const event of document.querySelectorAll(".event")) {
      event.hidden = !within(event.dataset.years, wanted) || (ofClaims && !events.has(event.id));
      if (!event.hidden) left.push(event);
    }
    look(ofClaims ? span(left, wanted) : wanted);
    const noun = total === 1 ? "claim" : "claims";
    const found = document.getElementById("found");
    found.classList.toggle("unseen", !filtered);
    found.textContent = filtered ? `${shown} of ${total} ${noun}` : `${total} ${noun}`;
    all.hidden = !filtered;
    sections.claims.hidden = shown === 0;
    if (sections.timeline) sections.timeline.hidden = filtered && left.length === 0;
    tell(wanted, filtered, found.textContent, shown ? "" : left.length ? "No claim" : "Nothing");
  }

  // What is shown is said on paper too, where no filter can be seen, and what finds nothing is said once.
  const sections = { timeline: document.getElementById("timeline"), claims: document.getElementById("claims") };
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

  // The timeline, drawn as if only the years that are wanted were on it: everything keeps its place in per cent.
  const axis = document.querySelector(".axis");
  const guides = document.getElementById("guides");
  const stretches = axis ? axis.dataset.scale.split(";").map((ends) => ends.split(" ").map(Number)) : [];
  const bars = [...document.querySelectorAll(".event .bar")].map((bar) => ({
    bar,
    marks: [...bar.querySelectorAll("[x]:not(.edge)")].map((mark) => ({
      mark,
      x: parseFloat(mark.getAttribute("x")),
      width: parseFloat(mark.getAttribute("width") || 0),
    })),
  }));
  const whole = { labels: axis && [...axis.querySelectorAll("text")], guides: guides && [...guides.children] };

  // Days are counted as the base counts them: 1 January of the year 1 is day 1.
  function dayOf(year) {
    const [fourth, hundredth, leap] = [4, 100, 400].map((years) => Math.floor((year - 1) / years));
    return (year - 1) * 365 + fourth - hundredth + leap + 1;
  }
  const yearOf = (day) => Math.floor((day - 1) / 365.2425) + 1;
  function quarters(year) {
    const leap = dayOf(year + 1) - dayOf(year) - 365;
    return [0, 90 + leap, 181 + leap, 273 + leap];
  }

  function place(day) {
    const [first, start, last, end] = stretches.findLast((each) => each[0] <= day) || stretches[0];
    return start + ((Math.min(Math.max(day, first), last) - first) / (last - first)) * (end - start);
  }

  // The years that events are from, unless the reader has said which.
  function span(events, { since, until }) {
    const years = events.flatMap((event) => (event.dataset.years || "").split("/")).filter(Boolean).map(Number);
    if (since || until || !years.length) return { since, until };
    return { since: String(Math.min(...years)), until: String(Math.max(...years)) };
  }

  // In per cent: less than a day, more than what rounding leaves.
  const NEARLY = 1e-4;
  let seen = "/";
  function look({ since, until }) {
    if (!axis || seen === `${since || ""}/${until || ""}`) return;
    seen = `${since || ""}/${until || ""}`;
    const from = since ? place(dayOf(Number(since))) : 0;
    const to = until ? place(dayOf(Number(until) + 1)) : 100;
    const closer = to > from && (since || until);
    const [left, scale] = closer ? [from, 100 / (to - from)] : [0, 1];
    document.getElementById("timeline").classList.toggle("closer", Boolean(closer));
    let beyond = false;
    for (const { bar, marks } of bars) {
      for (const each of bar.querySelectorAll(".beyond")) each.remove();
      for (const each of marks) draw(each, left, scale);
      if (!closer) continue;
      const arrows = ends(marks, from, to);
      bar.append(...arrows);
      beyond ||= arrows.length > 0 && !bar.closest(".event").hidden;
    }
    document.getElementById("beyond").hidden = !beyond;
    const ticks = closer ? between(since, until).map(([day, text]) => [(place(day) - left) * scale, text]) : [];
    axis.replaceChildren(axis.querySelector("defs"), ...(closer ? ticks.map(label) : whole.labels));
    guides.replaceChildren(...(closer ? ticks.map(guide) : whole.guides));
  }

  // A mark is cut where the picture ends.
  function draw({ mark, x, width }, left, scale) {
    const start = (x - left) * scale;
    const end = start + width * scale;
    const out = width && (end < NEARLY || start > 100 - NEARLY);
    mark.setAttribute("visibility", out ? "hidden" : "visible");
    mark.setAttribute("x", `${width ? Math.max(start, 0) : start}%`);
    if (width && !out) mark.setAttribute("width", `${Math.min(end, 100) - Math.max(start, 0)}%`);
  }

  // Where an event goes on beyond the years that are drawn stands an arrow, as at the end of a date that is open.
  function ends(marks, from, to) {
    const arrows = [];
    if (marks.some(({ x }) => x < from - NEARLY)) arrows.push(arrow("0%", "M-9 7-2 1v12z"));
    if (marks.some(({ x, width }) => x + width > to + NEARLY)) arrows.push(arrow("100%", "M9 7 2 1v12z"));
    return arrows;
  }

  function arrow(x, d) {
    const mark = svg("svg", { class: "mark beyond", x });
    mark.append(svg("path", { d }));
    return mark;
  }

  // Years, or the months of a few years, with what stands at them.
  function between(since, until) {
    const first = Number(since || yearOf(stretches[0][0]));
    const last = Number(until || yearOf(stretches.at(-1)[2]));
    const months = ["", "Apr", "Jul", "Oct"];
    const power = 10 ** Math.floor(Math.log10(Math.max(last - first, 1)) - 0.7);
    const step = Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => (last - first) / each <= 8));
    const ticks = [];
    for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
      if (last - first > 1) ticks.push([dayOf(year), year]);
      else months.forEach((month, index) => ticks.push([dayOf(year) + quarters(year)[index], month || year]));
    }
    return ticks;
  }

  function svg(name, attributes, text = "") {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  }
  const label = ([x, text]) => svg("text", { x: `${x}%`, y: 14 }, text);
  const guide = ([x]) => svg("line", { x1: `${x}%`, x2: `${x}%`, y1: 0, y2: "100%" });

  const asked = () => Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]));

  function fill(wanted) {
    for (const name of names) {
      form.elements[name].value = wanted[name] || "";
      if (form.elements[name].selectedIndex === -1) form.elements[name].value = "";
    }
    show(asked());
  }

  function remember(typing) {
    const given = Object.entries(asked()).filter(([, value]) => value);
    const hash = `#${new URLSearchParams(given.length ? given : { show: "all" })}`;
    history[typing ? "replaceState" : "pushState"](null, "", hash);
  }

  // What a link leads to is opened, and shown even where the filters have hidden it.
  function open(target) {
    if (target.closest("[hidden]") || target.hidden) fill({});
    for (let each = target; each; each = each.parentElement) {
      if (each.localName === "details") each.open = true;
    }
    if (target.matches(".claim")) target.querySelector("details").open = true;
    target.scrollIntoView();
  }

  function follow() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      if (!form) return;
      fill(Object.fromEntries(new URLSearchParams(hash)));
      remember(true); // without what no filter knows
      return;
    }
    const target = hash && document.getElementById(hash);
    if (target) open(target);
    else if (form) fill({});
  }

  if (form) {
    form.hidden = false;
    find.hidden = false;
    for (const each of document.querySelectorAll(".spans")) each.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.hash = sections.claims.hidden ? "nothing" : "claims";
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
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-verdict], a[data-since]");
      if (!link) return;
      event.preventDefault();
      fill(link.dataset.verdict ? link.dataset : { ...asked(), ...link.dataset });
      remember();
      document.querySelector(link.hash).scrollIntoView();
    });
  }
  addEventListener("hashchange", follow);
  if (location.hash) follow();
  if (form && location.hash.includes("=")) form.scrollIntoView();

  // Paper has no way to open anything.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
})();
