// The page of the console. Text of the world is text here, never markup; nothing is kept but what is on the screen.
"use strict";

const TABS = ["overview", "users", "objects", "timers", "operations", "sockets", "errors", "log", "evaluate"];
const CHARTS = ["users", "objects", "commands", "heart_beats", "call_outs", "operations", "sockets", "lookups", "errors"];
const RATES = new Set(["commands", "lookups", "errors"]);
const POINTS = 60;
const EVERY = 2000;

const page = { proof: "", tab: "overview", last: 0, following: false, timer: 0, points: new Map(), before: null };
const find = (selector) => document.querySelector(selector);

function make(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// -- asking ---------------------------------------------------------------------------------------------------

class Refused extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

async function ask(path, body) {
  const options = { headers: {} };
  if (body !== undefined) {
    options.method = "POST";
    options.headers = { "Content-Type": "application/json", "X-Proof": page.proof };
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(path, options);
  const found = await answer.json();
  if (!answer.ok) throw new Refused(answer.status, found.error);
  return found;
}

async function look(what, about = {}) {
  return (await ask(`look/${what}?${new URLSearchParams(about)}`)).found;
}

function say(text, bad = false) {
  find("#state").textContent = text;
  find("#state").classList.toggle("bad", bad);
}

function failed(problem) {
  if (problem instanceof Refused && problem.status === 401) {
    enter(false);
  } else {
    say(problem.message || "no connection", true);
  }
}

// -- showing --------------------------------------------------------------------------------------------------

function cell(key, value) {
  const made = make("td", typeof value === "boolean" ? (value ? "yes" : "") : String(value));
  if (typeof value === "number") made.className = "number";
  if (key === "value") made.className = "value";
  if (typeof value === "string" && value.startsWith("/") && ["object", "owner", "environment"].includes(key)) {
    const link = make("a", value);
    link.href = "#objects";
    link.addEventListener("click", () => showObject(value));
    made.replaceChildren(link);
  }
  return made;
}

function showTable(into, rows) {
  if (!rows.length) {
    into.replaceChildren(make("p", "none"));
    return;
  }
  const table = make("table");
  const head = table.createTHead().insertRow();
  const keys = Object.keys(rows[0]);
  for (const key of keys) head.append(make("th", key.replaceAll("_", " ")));
  const body = table.createTBody();
  for (const row of rows) body.insertRow().append(...keys.map((key) => cell(key, row[key])));
  into.replaceChildren(table);
}

function chart(name, values) {
  const made = make("figure");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  const most = Math.max(1, ...values);
  svg.setAttribute("viewBox", `0 0 ${POINTS - 1} 100`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("points", values.map((value, at) => `${at},${98 - (value / most) * 96}`).join(" "));
  svg.append(line);
  const unit = RATES.has(name) ? " a second" : "";
  const now = values.at(-1);
  made.dataset.of = name;
  made.append(svg, make("figcaption", `${name.replaceAll("_", " ")}: ${Math.round(now * 10) / 10}${unit}`));
  return made;
}

function remember(found) {
  const now = { ...found, lookups: 0 };
  for (const kind of Object.values(found.lookups)) now.lookups += kind.admitted || 0;
  const seconds = page.before ? found.uptime_seconds - page.before.uptime_seconds : 0;
  for (const name of CHARTS) {
    const points = page.points.get(name) || [];
    if (RATES.has(name)) {
      if (seconds > 0) points.push((now[name] - page.before[name]) / seconds);
    } else {
      points.push(now[name]);
    }
    page.points.set(name, points.slice(-POINTS));
  }
  page.before = now;
}

const SHOW = {
  async overview() {
    const found = await look("figures");
    remember(found);
    const drawn = CHARTS.filter((name) => page.points.get(name).length);
    find("#charts").replaceChildren(...drawn.map((name) => chart(name, page.points.get(name))));
    const { lookups, ...numbers } = found;
    const rows = Object.entries(numbers).map(([name, value]) => ({ figure: name.replaceAll("_", " "), value: Math.round(value) }));
    for (const [kind, events] of Object.entries(lookups)) {
      for (const [event, count] of Object.entries(events)) rows.push({ figure: `lookups, ${kind}, ${event}`, value: count });
    }
    showTable(find("#figures"), rows);
  },
  async users() {
    showTable(find("#users .table"), await look("users"));
  },
  async objects() {
    showTable(find("#objects .table"), await look("objects", { filter: find("#filter").value }));
  },
  async timers() {
    await several("timers");
  },
  async operations() {
    await several("operations");
  },
  async sockets() {
    showTable(find("#sockets .table"), await look("sockets"));
  },
  async errors() {
    showErrors(await look("errors"));
  },
};

async function several(tab) {
  const found = await look(tab);
  for (const into of document.querySelectorAll(`#${tab} .table`)) showTable(into, found[into.dataset.of]);
}

async function showObject(name) {
  choose("objects");
  const into = find("#object");
  try {
    const found = await look("object", { name });
    into.hidden = false;
    if (found.error) {
      into.replaceChildren(make("p", found.error));
      return;
    }
    const { variables, ...about } = found;
    const first = make("div", undefined, "table");
    const second = make("div", undefined, "table");
    showTable(first, [about]);
    showTable(second, variables);
    into.replaceChildren(make("h2", name), first, make("h2", "Variables"), second);
    into.scrollIntoView();
  } catch (problem) {
    failed(problem);
  }
}

function showErrors(errors) {
  const open = new Set([...document.querySelectorAll("#errors details[open]")].map((each) => each.dataset.number));
  const shown = errors.map((error) => {
    const made = make("details");
    made.dataset.number = error.number;
    made.open = open.has(String(error.number));
    const when = new Date(error.time * 1000).toLocaleTimeString();
    const trace = error.trace.map((at) => `${at.function}() at ${at.file}:${at.line} (object /${at.object})`).join("\n");
    const source = make("pre");
    for (const line of error.source) {
      const here = error.trace.length && line.line === error.trace[0].line;
      source.append(make("span", `${String(line.line).padStart(5)}  ${line.text}\n`, here ? "here" : ""));
    }
    made.append(make("summary", `${when} ${error.text}`), make("pre", trace), source);
    return made;
  });
  find("#errors").replaceChildren(...(shown.length ? shown : [make("p", "none")]));
}

// -- the log --------------------------------------------------------------------------------------------------

async function follow() {
  if (page.following) return;
  page.following = true;
  try {
    while (page.proof) {
      const { lines } = await ask(`log?after=${page.last}`);
      const into = find("#lines");
      const atEnd = into.scrollHeight - into.scrollTop - into.clientHeight < 30;
      for (const [number, text] of lines) {
        page.last = number;
        into.append(`${text}\n`);
      }
      while (into.childNodes.length > 2000) into.firstChild.remove();
      if (atEnd) into.scrollTop = into.scrollHeight;
    }
  } catch (problem) {
    failed(problem);
    if (page.proof) setTimeout(follow, EVERY);
  } finally {
    page.following = false;
  }
}

// -- what is shown --------------------------------------------------------------------------------------------

function choose(tab) {
  page.tab = tab;
  for (const each of document.querySelectorAll("main > section")) each.classList.toggle("shown", each.id === tab);
  for (const each of document.querySelectorAll("#tabs button")) each.setAttribute("aria-selected", String(each.dataset.tab === tab));
  refresh();
}

async function refresh() {
  clearTimeout(page.timer);
  if (!page.proof) return;
  const tab = page.tab;
  try {
    if (SHOW[tab]) await SHOW[tab]();
    say("connected");
  } catch (problem) {
    failed(problem);
  }
  if (page.proof && tab === page.tab) {
    clearTimeout(page.timer);
    page.timer = setTimeout(refresh, EVERY);
  }
}

function enter(proof) {
  page.proof = proof || "";
  find("#login").hidden = Boolean(proof);
  find("#console").hidden = !proof;
  if (!proof) {
    clearTimeout(page.timer);
    find("#token").focus();
    return;
  }
  choose(TABS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "overview");
  follow();
}

function prepare() {
  for (const tab of TABS) {
    const button = make("button", tab);
    button.type = "button";
    button.dataset.tab = tab;
    button.setAttribute("role", "tab");
    button.addEventListener("click", () => choose(tab));
    find("#tabs").append(button);
  }
  find("#login").addEventListener("submit", async (event) => {
    event.preventDefault();
    find("#refusal").textContent = "";
    try {
      const { proof } = await ask("login", { token: find("#token").value });
      find("#token").value = "";
      enter(proof);
    } catch (problem) {
      find("#refusal").textContent = problem.message;
    }
  });
  find("#logout").addEventListener("click", async () => {
    try {
      await ask("logout", {});
    } finally {
      enter(false);
    }
  });
  find("#filter").addEventListener("input", () => refresh());
  find("#objects form").addEventListener("submit", (event) => event.preventDefault());
  find("#evaluate form").addEventListener("submit", async (event) => {
    event.preventDefault();
    find("#value").textContent = "...";
    try {
      const { found } = await ask("evaluate", { code: find("#code").value });
      find("#value").textContent = found.error || found.value;
    } catch (problem) {
      find("#value").textContent = problem.message;
      failed(problem);
    }
  });
  ask("session").then(({ proof }) => enter(proof), () => enter(false));
}

prepare();
