// The client of a websocket port: telnet over WebSocket (subprotocol "telnet"), shown as a terminal with lines.
//
//     Telnet    bytes from the socket -> text, and what the server says beside it
//     Ink       text with escape sequences -> spans
//     Screen    the spans, and scrolling
//     History   the lines that were typed
//     Client    the socket, and what connects the rest
//
// No line of this ends up in HTML: text becomes text nodes, colours become style properties.
"use strict";

const IAC = 255, DONT = 254, DO = 253, WONT = 252, WILL = 251, SB = 250, GA = 249, SE = 240;
const EOR_MARK = 239;
const ECHO = 1, SGA = 3, TTYPE = 24, EOR = 25, NAWS = 31, CHARSET = 42, GMCP = 201;
const LINES_KEPT = 3000;
const HISTORY_KEPT = 200;
const SUBNEGOTIATION_KEPT = 1 << 20;

// -- telnet -----------------------------------------------------------------------------------------------------------

class Telnet {
  constructor(send, heard) {
    this.send = send;
    this.heard = heard;
    this.ours = new Set();
    this.theirs = new Set();
    this.state = "text";
    this.verb = 0;
    this.data = [];
    this.names = ["NEOLITH-WEB", "XTERM-TRUECOLOR", "MTTS 2317"];
    this.named = 0;
    this.size = [80, 24];
  }

  receive(bytes) {
    let text = [];
    for (const byte of bytes) {
      switch (this.state) {
        case "text":
          if (byte === IAC) this.state = "command";
          else if (byte !== 0) text.push(byte);
          break;
        case "command":
          this.state = "text";
          if (byte === IAC) text.push(byte);
          else if (byte >= WILL && byte <= DONT) { this.verb = byte; this.state = "option"; }
          else if (byte === SB) { this.data = []; this.state = "data"; }
          else if (byte === GA || byte === EOR_MARK) { this.text(text); text = []; this.heard.prompt(); }
          break;
        case "option":
          this.state = "text";
          // what was said before stands before, so that a password is not asked for in the open
          this.text(text);
          text = [];
          this.negotiated(this.verb, byte);
          break;
        case "data":
          if (byte === IAC) this.state = "data command";
          else if (this.data.length < SUBNEGOTIATION_KEPT) this.data.push(byte);
          break;
        case "data command":
          if (byte === IAC) { this.data.push(byte); this.state = "data"; break; }
          this.state = "text";
          if (byte === SE) { this.text(text); text = []; this.told(this.data[0], this.data.slice(1)); }
          break;
      }
    }
    this.text(text);
  }

  text(bytes) {
    if (bytes.length) this.heard.text(Uint8Array.from(bytes));
  }

  negotiated(verb, option) {
    if (verb === WILL || verb === WONT) this.offered(option, verb === WILL);
    else this.asked(option, verb === DO);
  }

  offered(option, on) {
    const wanted = on && [ECHO, SGA, EOR, GMCP].includes(option);
    if (wanted === this.theirs.has(option)) {
      if (on && !wanted) this.say(DONT, option);
      return;
    }
    if (wanted) this.theirs.add(option); else this.theirs.delete(option);
    this.say(wanted ? DO : DONT, option);
    if (option === ECHO) this.heard.hidden(wanted);
    if (option === GMCP && wanted) this.greet();
  }

  asked(option, on) {
    const wanted = on && [TTYPE, NAWS, CHARSET].includes(option);
    if (wanted === this.ours.has(option)) {
      if (on && !wanted) this.say(WONT, option);
      return;
    }
    if (wanted) this.ours.add(option); else this.ours.delete(option);
    this.say(wanted ? WILL : WONT, option);
    if (option === NAWS && wanted) this.tellSize();
  }

  told(option, data) {
    if (option === GMCP && this.theirs.has(GMCP)) {
      this.heard.gmcp(new TextDecoder().decode(Uint8Array.from(data)));
    } else if (option === TTYPE && data[0] === 1) {
      this.tell(TTYPE, [0, ...latin(this.names[this.named])]);
      this.named = Math.min(this.named + 1, this.names.length - 1);
    } else if (option === CHARSET && data[0] === 1) {
      const offered = String.fromCharCode(...data.slice(1)).toUpperCase();
      this.tell(CHARSET, offered.includes("UTF-8") ? [2, ...latin("UTF-8")] : [3]);
    }
  }

  greet() {
    this.tellGmcp('Core.Hello {"client": "neolith-web", "version": "1"}');
    this.tellGmcp('Core.Supports.Set ["Core 1", "Char 1", "Char.Vitals 1", "Room 1", "Comm.Channel 1"]');
  }

  tellGmcp(message) {
    this.tell(GMCP, [...new TextEncoder().encode(message)]);
  }

  resized(columns, rows) {
    if (columns === this.size[0] && rows === this.size[1]) return;
    this.size = [columns, rows];
    if (this.ours.has(NAWS)) this.tellSize();
  }

  tellSize() {
    const [columns, rows] = this.size;
    this.tell(NAWS, [columns >> 8, columns & 255, rows >> 8, rows & 255]);
  }

  line(text) {
    this.send(Uint8Array.from([...quoted(new TextEncoder().encode(text)), 13, 10]));
  }

  say(verb, option) {
    this.send(Uint8Array.from([IAC, verb, option]));
  }

  tell(option, data) {
    this.send(Uint8Array.from([IAC, SB, option, ...quoted(data), IAC, SE]));
  }
}

function quoted(bytes) {
  const out = [];
  for (const byte of bytes) out.push(...(byte === IAC ? [IAC, IAC] : [byte]));
  return out;
}

function latin(text) {
  return Array.from(text, (one) => one.charCodeAt(0));
}

// -- colours ----------------------------------------------------------------------------------------------------------

const BASIC = [
  "#1c1c1c", "#d75f5f", "#6fbf6f", "#c8a657", "#6c9fd8", "#b584d6", "#5fbdbd", "#c9cfcc",
  "#6b746f", "#ff8a80", "#9df09d", "#ffe08a", "#9cc6ff", "#dcb3ff", "#8ff0f0", "#ffffff",
];

function indexed(number) {
  if (number < 16) return BASIC[number];
  if (number >= 232) {
    const grey = 8 + (number - 232) * 10;
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  const cube = number - 16;
  const levels = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((each) => each && 55 + each * 40);
  return `rgb(${levels.join(", ")})`;
}

class Ink {
  constructor() {
    this.rest = "";
    this.reset();
  }

  reset() {
    this.ink = null;
    this.paper = null;
    this.bright = -1;
    this.inverse = false;
    this.marks = new Set();
  }

  // Pieces of {text, style}, and {erase: true} where the screen is to be cleared; a cut sequence waits for its end.
  pieces(text) {
    const found = [];
    text = this.rest + text;
    this.rest = "";
    let at = 0;
    while (at < text.length) {
      const escape = text.indexOf("\x1b", at);
      if (escape < 0) { this.add(found, text.slice(at)); break; }
      this.add(found, text.slice(at, escape));
      const sequence = /^\x1b(?:\[([0-9;:?<=>]*)[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()*+][ -~]|[0-Z\\^-~])/.exec(text.slice(escape, escape + 4096));
      if (sequence === null) {
        if (text.length - escape < 4096) this.rest = text.slice(escape);
        else this.add(found, text.slice(escape + 1));
        break;
      }
      if (sequence[2] === "m") this.graphics(sequence[1]);
      else if (sequence[2] === "J" && /^[23]$/.test(sequence[1])) found.push({ erase: true });
      at = escape + sequence[0].length;
    }
    return found;
  }

  add(found, text) {
    const plain = text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "");
    if (plain) found.push({ text: plain, style: this.style() });
  }

  style() {
    let ink = this.ink, paper = this.paper;
    if (this.bright >= 0) ink = indexed(this.bright + (this.marks.has("bold") ? 8 : 0));
    if (this.inverse) [ink, paper] = [paper || "var(--paper)", ink || "var(--ink)"];
    return { ink, paper, marks: [...this.marks] };
  }

  graphics(parameters) {
    const codes = parameters.split(/[;:]/).map((each) => Number(each) || 0);
    for (let at = 0; at < codes.length; at += 1) {
      const code = codes[at];
      if (code === 38 || code === 48) at += this.extended(code, codes.slice(at + 1));
      else this.simple(code);
    }
  }

  simple(code) {
    const marks = { 1: "bold", 2: "faint", 3: "italic", 4: "underline", 5: "blink", 6: "blink", 8: "concealed", 9: "struck" };
    const ends = { 21: ["bold"], 22: ["bold", "faint"], 23: ["italic"], 24: ["underline"], 25: ["blink"], 28: ["concealed"], 29: ["struck"] };
    if (code === 0) this.reset();
    else if (marks[code]) this.marks.add(marks[code]);
    else if (ends[code]) ends[code].forEach((each) => this.marks.delete(each));
    else if (code === 7 || code === 27) this.inverse = code === 7;
    else if (code >= 30 && code <= 37) this.bright = code - 30;
    else if (code >= 90 && code <= 97) { this.ink = indexed(code - 82); this.bright = -1; }
    else if (code === 39) { this.ink = null; this.bright = -1; }
    else if (code >= 40 && code <= 47) this.paper = indexed(code - 40);
    else if (code >= 100 && code <= 107) this.paper = indexed(code - 92);
    else if (code === 49) this.paper = null;
  }

  // 38;5;N and 38;2;R;G;B; how many of the codes behind belong to it
  extended(code, behind) {
    const byte = (value) => Math.min(value || 0, 255);
    let colour = null, used = 1;
    if (behind[0] === 5) { colour = indexed(byte(behind[1])); used = 2; }
    else if (behind[0] === 2) { colour = `rgb(${byte(behind[1])}, ${byte(behind[2])}, ${byte(behind[3])})`; used = 4; }
    if (colour !== null && code === 38) { this.ink = colour; this.bright = -1; }
    else if (colour !== null) this.paper = colour;
    return used;
  }
}

// -- the screen -------------------------------------------------------------------------------------------------------

class Screen {
  constructor(element) {
    this.element = element;
    this.row = null;
    this.clear();
  }

  clear() {
    this.element.replaceChildren();
    this.begin();
  }

  begin() {
    this.row = document.createElement("div");
    this.row.append("");
    this.element.append(this.row);
    while (this.element.childElementCount > LINES_KEPT) this.element.firstElementChild.remove();
  }

  write(text, style) {
    const follows = this.atEnd();
    text.split("\n").forEach((part, number) => {
      if (number) { this.seal(); this.begin(); }
      if (part) this.row.append(span(part, style));
    });
    if (follows) this.follow();
  }

  // an empty line has a height of its own
  seal() {
    if (!this.row.textContent) this.row.append("\u00a0");
  }

  note(text, kind) {
    if (this.row.textContent) this.begin();
    this.write(`${text}\n`, { ink: null, paper: null, marks: [kind] });
  }

  atEnd() {
    return this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 30;
  }

  follow() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  // columns and rows that fit
  measure() {
    const probe = span("0".repeat(100), { ink: null, paper: null, marks: [] });
    this.element.append(probe);
    const box = probe.getBoundingClientRect();
    probe.remove();
    const style = getComputedStyle(this.element);
    const width = this.element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const rows = this.element.clientHeight / (parseFloat(style.lineHeight) || 20);
    const wide = probe.textContent.length * (parseFloat(style.fontSize) || 15) * 0.6;
    const glyph = (box.height < 40 && box.width ? box.width : wide) / 100;
    return [Math.max(Math.floor(width / glyph), 20), Math.max(Math.floor(rows), 5)];
  }
}

function span(text, style) {
  const made = document.createElement("span");
  made.textContent = text;
  if (style.ink) made.style.color = style.ink;
  if (style.paper) made.style.backgroundColor = style.paper;
  if (style.marks.length) made.className = style.marks.join(" ");
  return made;
}

// -- what was typed ---------------------------------------------------------------------------------------------------

class History {
  constructor() {
    this.lines = [];
    this.at = 0;
    this.draft = "";
  }

  add(line) {
    if (line && line !== this.lines[this.lines.length - 1]) this.lines.push(line);
    this.lines.splice(0, this.lines.length - HISTORY_KEPT);
    this.at = this.lines.length;
  }

  // the line before or after the one that is shown; null when there is none
  move(step, shown) {
    const next = this.at + step;
    if (next < 0 || next > this.lines.length) return null;
    if (this.at === this.lines.length) this.draft = shown;
    this.at = next;
    return next === this.lines.length ? this.draft : this.lines[next];
  }
}

// -- together ---------------------------------------------------------------------------------------------------------

class Client {
  constructor(page) {
    this.page = page;
    this.screen = new Screen(page.screen);
    this.history = new History();
    this.messages = new Map();
    this.socket = null;
    this.wanted = true;
    this.pause = 1;
    this.timer = 0;
    page.form.addEventListener("submit", (event) => { event.preventDefault(); this.typed(); });
    page.input.addEventListener("keydown", (event) => this.key(event));
    page.connect.addEventListener("click", () => (this.socket ? this.hangUp() : this.again()));
    page.toggle.addEventListener("click", () => this.showGmcp(page.gmcp.hidden));
    window.addEventListener("resize", () => this.resized());
    window.addEventListener("pagehide", () => this.hangUp());
  }

  again() {
    this.pause = 1;
    this.wanted = true;
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    const address = new URL("ws", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address, ["telnet"]);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.decoder = new TextDecoder();
    this.ink = new Ink();
    this.telnet = new Telnet((bytes) => socket.readyState === WebSocket.OPEN && socket.send(bytes), this);
    this.telnet.size = this.screen.measure();
    this.hidden(false);
    this.tell("connecting …", false);
    socket.addEventListener("open", () => { this.pause = 1; this.tell("connected", true); });
    socket.addEventListener("message", (event) => this.telnet.receive(bytesOf(event.data)));
    socket.addEventListener("close", (event) => socket === this.socket && this.closed(event));
  }

  closed(event) {
    this.socket = null;
    this.hidden(false);
    this.screen.note(event.code === 1000 ? "The connection is closed." : "The connection is broken.", "note");
    // whoever said goodbye is not fetched back
    if (!this.wanted || event.code === 1000) { this.tell("not connected", false); return; }
    this.tell(`not connected; trying again in ${this.pause} s`, false);
    this.timer = setTimeout(() => this.connect(), this.pause * 1000);
    this.pause = Math.min(this.pause * 2, 60);
  }

  hangUp() {
    this.wanted = false;
    clearTimeout(this.timer);
    if (this.socket) this.socket.close(1000);
  }

  tell(state, connected) {
    this.page.state.textContent = state;
    this.page.state.classList.toggle("connected", connected);
    this.page.connect.textContent = this.socket ? "Disconnect" : "Connect";
  }

  // -- heard from telnet

  text(bytes) {
    for (const piece of this.ink.pieces(this.decoder.decode(bytes, { stream: true }))) {
      if (piece.erase) this.screen.clear();
      else this.screen.write(piece.text, piece.style);
    }
  }

  prompt() {
    this.screen.follow();
  }

  hidden(on) {
    this.page.input.type = on ? "password" : "text";
    this.page.input.classList.toggle("hidden", on);
  }

  gmcp(message) {
    const space = message.indexOf(" ");
    const name = space < 0 ? message : message.slice(0, space);
    let data = space < 0 ? "" : message.slice(space + 1);
    try {
      data = JSON.stringify(JSON.parse(data), null, 2);
    } catch {
      // shown as it came
    }
    if (!this.messages.has(name)) this.messages.set(name, this.entry(name));
    this.messages.get(name).textContent = data;
  }

  entry(name) {
    const entry = document.createElement("details"), title = document.createElement("summary");
    const body = document.createElement("pre");
    entry.open = true;
    entry.dataset.name = name;
    title.textContent = name;
    entry.append(title, body);
    this.page.gmcp.append(entry);
    if (this.messages.size === 0) this.showGmcp(true);
    return body;
  }

  showGmcp(on) {
    this.page.gmcp.hidden = !on;
    this.page.toggle.setAttribute("aria-pressed", String(on));
    this.resized();
  }

  // -- from the keyboard

  typed() {
    const line = this.page.input.value;
    const secret = this.page.input.type === "password";
    this.page.input.value = "";
    if (!this.socket) { this.again(); return; }
    if (!secret) this.history.add(line);
    // after hidden input the server ends the line itself
    if (!secret) this.screen.write(`${line}\n`, { ink: null, paper: null, marks: ["mine"] });
    this.screen.follow();
    this.telnet.line(line);
  }

  key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault();
      this.page.screen.scrollBy(0, (event.key === "PageUp" ? -0.9 : 0.9) * this.page.screen.clientHeight);
    }
    if (!step || this.page.input.type === "password") return;
    event.preventDefault();
    const line = this.history.move(step, this.page.input.value);
    if (line !== null) this.page.input.value = line;
  }

  resized() {
    if (this.telnet) this.telnet.resized(...this.screen.measure());
  }
}

function bytesOf(data) {
  return typeof data === "string" ? new TextEncoder().encode(data) : new Uint8Array(data);
}

const element = (id) => document.getElementById(id);
const client = new Client({
  screen: element("screen"),
  gmcp: element("gmcp"),
  state: element("state"),
  connect: element("connect"),
  toggle: element("toggle-gmcp"),
  form: element("line"),
  input: element("input"),
});
client.connect();
