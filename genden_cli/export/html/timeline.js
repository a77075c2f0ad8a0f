// The timeline drawn closer. Everything on it has a place in per cent of the whole axis, and the view is a part of that:
// it begins at the busiest years, follows the filters, and moves by wheel, keys and buttons.
function timelineView(section) {
  const axis = section?.querySelector(".axis");
  if (!axis) return { follow() {}, reveal() {} };
  const guides = document.getElementById("guides");
  const controls = section.querySelector(".zoom");
  const scale = section.querySelector(".scale");
  const stretches = axis.dataset.scale.split(";").map((ends) => ends.split(" ").map(Number));
  const bars = [...section.querySelectorAll(".events .bar")].map((bar) => ({
    bar,
    event: bar.closest(".event, .life"),
    marks: marksOf(bar, ":not(.edge)"),
  }));
  const breaks = marksOf(guides, ".left-out");
  const whole = { labels: [...axis.querySelectorAll("text")], guides: [...guides.children] };
  const MOST = 12; // labels of the axis
  const NEARLY = 1e-4; // per cent: less than a day, more than what rounding leaves
  const others = { earlier: section.querySelector("[data-zoom=before]"), later: section.querySelector("[data-zoom=after]") };
  let view = [0, 100];
  let shown = bars.map(({ event }) => event);

  function marksOf(picture, which) {
    return [...picture.querySelectorAll(`[x]${which}`)].map((mark) => ({
      mark,
      x: parseFloat(mark.getAttribute("x")),
      width: parseFloat(mark.getAttribute("width") || 0),
    }));
  }

  // Days are counted as the base counts them: 1 January of the year 1 is day 1.
  function dayOf(year, month = 0) {
    const [fourth, hundredth, leap] = [4, 100, 400].map((years) => Math.floor((year - 1) / years));
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month] + (isLeap && month > 1);
    return (year - 1) * 365 + fourth - hundredth + leap + 1 + days;
  }
  const yearOf = (day) => {
    const near = Math.floor((day - 1) / 365.2425) + 1;
    return [near + 1, near, near - 1].find((year) => dayOf(year) <= day);
  };
  const named = (year) => (year < 1 ? `${1 - year} BC` : year < 1000 ? `AD ${year}` : String(year));

  function place(day) {
    const [first, start, last, end] = stretches.findLast((each) => each[0] <= day) || stretches[0];
    return start + ((Math.min(Math.max(day, first), last) - first) / (last - first)) * (end - start);
  }

  function dayAt(place) {
    const [first, start, last, end] = stretches.find((each) => place <= each[3]) || stretches.at(-1);
    return first + (Math.min(Math.max(place - start, 0), end - start) / (end - start)) * (last - first);
  }

  // The whole of some years, from the first day of one to the last of another; an end that is not given is open.
  const years = (since, until) => [since ? place(dayOf(Number(since))) : 0, until ? place(dayOf(Number(until) + 1)) : 100];

  const yearsOf = (events) =>
    events.map((event) => (event.dataset.years || "").split("/").filter(Boolean).map(Number)).filter((each) => each.length);

  // The shortest span of years in which half of the events begin.
  function busiest(events) {
    const begun = yearsOf(events).map(([first]) => first).sort((one, other) => one - other);
    const half = Math.ceil(begun.length / 2);
    const spans = begun.slice(0, begun.length - half + 1).map((since, n) => [since, begun[n + half - 1]]);
    const lengths = spans.map(([since, until]) => until - since);
    return begun.length > 3 ? years(...spans[lengths.indexOf(Math.min(...lengths))].map(String)) : [0, 100];
  }

  // What the filters leave: the years that they name, or those of the events.
  function follow(events, { since, until }, isFiltered) {
    shown = events;
    const found = yearsOf(events).flat();
    if (since || until) look(...years(since, until));
    else if (!isFiltered) look(...busiest(events));
    else if (found.length) look(...years(String(Math.min(...found)), String(Math.max(...found))));
  }

  function look(from, to) {
    const [left, right] = to > from ? [from, to] : [0, 100];
    view = [left, right];
    const isCloser = left > NEARLY || right < 100 - NEARLY;
    const zoom = 100 / (right - left);
    section.classList.toggle("closer", isCloser);
    const outside = { earlier: 0, later: 0 };
    let beyond = false;
    for (const { bar, event, marks } of bars) {
      for (const each of bar.querySelectorAll(".beyond")) each.remove();
      const side = sideOf(marks, left, right);
      event.classList.toggle("outside", Boolean(side));
      if (side) outside[side] += !event.hidden;
      if (side) continue;
      for (const each of marks) draw(each, left, zoom);
      const arrows = isCloser ? ends(marks, left, right) : [];
      bar.append(...arrows);
      beyond ||= arrows.length > 0 && !event.hidden;
    }
    for (const each of breaks) draw(each, left, zoom);
    document.getElementById("beyond").hidden = !beyond;
    const ticks = isCloser ? between(left, right).map(([day, ...date]) => [(place(day) - left) * zoom, ...date]) : [];
    axis.replaceChildren(axis.querySelector("defs"), ...(isCloser ? labels(ticks) : whole.labels));
    guides.replaceChildren(...(isCloser ? [...ticks.map(guide), ...breaks.map(({ mark }) => mark)] : whole.guides));
    tell(left, right, outside);
  }

  // Where an event lies that is not in view; an event without a date is always in view.
  function sideOf(marks, left, right) {
    if (!marks.length) return "";
    if (marks.every(({ x, width }) => x + width < left + NEARLY)) return "earlier";
    return marks.every(({ x }) => x > right - NEARLY) ? "later" : "";
  }

  // A mark is cut where the picture ends.
  function draw({ mark, x, width }, left, zoom) {
    const start = (x - left) * zoom;
    const end = start + width * zoom;
    const out = width ? end < NEARLY || start > 100 - NEARLY : start < -NEARLY || start > 100 + NEARLY;
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

  // The days, years and months of ticks: of years, or of the quarters or months of a few. What the axis leaves out has none.
  function between(left, right) {
    const [first, last] = [Math.round(dayAt(left)), Math.round(dayAt(right))];
    const names = ["", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const months = last - first > 740 ? [0] : last - first > 300 ? [0, 3, 6, 9] : [...names.keys()];
    const length = (last - first) / 365.25;
    const power = 10 ** Math.floor(Math.log10(Math.max(length, 1)) - 0.7);
    const step = months.length > 1 ? 1 : Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => length / each <= 9));
    const ticks = [];
    for (let year = Math.floor(yearOf(first) / step) * step; year <= yearOf(last); year += step) {
      for (const month of months) ticks.push([dayOf(year, month), year, names[month]]);
    }
    const drawn = ticks.filter(([day]) => day >= first && day < last && stretches.some((each) => each[0] <= day && day < each[2]));
    return drawn.length > MOST ? drawn.filter((_, n) => n % Math.ceil(drawn.length / MOST) === 0) : drawn;
  }

  // The labels that have room. A month has its year beside it, unless the label before it is of the same year.
  function labels(ticks) {
    const letter = 700 / (axis.getBoundingClientRect().width || 700); // per cent: a letter has about seven pixels
    const drawn = [];
    for (const [x, year, month] of ticks) {
      const last = drawn.at(-1);
      const text = month && last?.year === year ? month : `${month} ${named(year)}`.trim();
      const isAtEnd = x > 92;
      const letters = last ? last.text.length + 1 + (isAtEnd ? text.length : 0) : 0;
      if (!last || x - last.x > letters * letter) drawn.push({ x, year, text, isAtEnd });
    }
    return drawn.map(({ x, text, isAtEnd }) => svg("text", { x: `${x}%`, y: 14, "text-anchor": isAtEnd ? "end" : "start" }, text));
  }

  function svg(name, attributes, text = "") {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  }
  const guide = ([x]) => svg("line", { x1: `${x}%`, x2: `${x}%`, y1: 0, y2: "100%" });

  // The years in view, in words, with the number of events in them, and what lies before and after.
  const counted = (number, kind = "") => `${number}${kind} event${number === 1 ? "" : "s"}`;
  function tell(left, right, outside) {
    const [first, last] = [yearOf(Math.round(dayAt(left))), yearOf(Math.round(dayAt(right)) - 1)];
    const span = first === last ? named(first) : `${named(first)} to ${named(last)}`;
    const drawn = shown.length - outside.earlier - outside.later;
    controls.querySelector(".years").textContent = `${span}: ${drawn} of ${counted(shown.length)}`;
    for (const [side, button] of Object.entries(others)) {
      button.hidden = !outside[side];
      button.textContent = `Show ${counted(outside[side], ` ${side}`)}`;
    }
  }

  // About two months are the closest view.
  function zoom(factor, at = 0.5) {
    const [left, right] = view;
    const middle = left + at * (right - left);
    const day = Math.min(dayAt(middle), stretches.at(-1)[2] - 61);
    const length = Math.min(Math.max((right - left) * factor, place(day + 61) - place(day)), 100);
    move(middle - at * length, length);
  }

  function move(left, length = view[1] - view[0]) {
    const start = Math.min(Math.max(left, 0), 100 - length);
    look(start, start + length);
  }

  const steps = {
    in: () => zoom(0.5),
    out: () => zoom(2),
    earlier: () => move(view[0] - (view[1] - view[0]) / 3),
    later: () => move(view[0] + (view[1] - view[0]) / 3),
    busiest: () => look(...busiest(shown)),
    all: () => look(0, 100),
    before: () => look(0, view[1]),
    after: () => look(view[0], 100),
  };
  const keys = { "+": "in", "=": "in", "-": "out", ArrowLeft: "earlier", ArrowRight: "later", Home: "busiest", End: "all" };

  controls.hidden = false;
  section.addEventListener("click", ({ target }) => steps[target.dataset.zoom]?.());
  section.addEventListener("keydown", (event) => {
    const isOurs = event.target.closest(".zoom, .scale") && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isOurs || !(event.key in keys)) return;
    event.preventDefault();
    steps[keys[event.key]]();
  });

  // A wheel over the axis zooms, and one with Ctrl over any bar; sideways or with Shift it moves.
  function turn(event) {
    const isOurs = event.target.closest(".scale") || (event.ctrlKey && event.target.closest(".events"));
    if (!isOurs) return;
    event.preventDefault();
    const { left, width } = axis.getBoundingClientRect();
    const sideways = event.deltaX || (event.shiftKey && event.deltaY);
    if (sideways) move(view[0] + (Math.sign(sideways) * (view[1] - view[0])) / 12);
    else zoom(event.deltaY > 0 ? 1.25 : 0.8, Math.min(Math.max((event.clientX - left) / width, 0), 1));
  }
  section.addEventListener("wheel", turn, { passive: false });
  scale.tabIndex = 0;
  scale.setAttribute("role", "group");
  scale.setAttribute("aria-label", "Years. Plus and minus zoom, the arrow keys move, Home shows the busiest years, End all.");

  // The picture is first drawn when it comes into view: most readers have the answer before.
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    watch.disconnect();
    section.style.setProperty("--above", `${document.querySelector(".contents").offsetHeight}px`);
    if (!section.classList.contains("closer")) steps.busiest();
  }, { rootMargin: "400px" });
  watch.observe(section);

  // An event that a link leads to is brought into view.
  function reveal(target) {
    if (target.closest(".outside")) steps.all();
  }
  return { follow, reveal };
}
