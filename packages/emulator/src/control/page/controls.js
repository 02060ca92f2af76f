import { ask, byId, html } from "./dom.js";

const mostRows = 200;

/** Tabs as the keyboard expects them: arrows move, Home and End jump. */
export function openTabs() {
  const tabs = [...document.querySelectorAll('[role="tab"]')].filter((tab) => tab instanceof HTMLElement);
  /** @param {HTMLElement} chosen */
  const choose = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls") ?? "", HTMLElement).hidden = tab !== chosen;
    }
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[key];
      const next = to === undefined ? undefined : tabs[to % tabs.length];
      if (next === undefined) return;
      choose(next);
      next.focus();
    });
  }
}

/**
 * The requests as they come.
 * @param {(entry: { method: string }) => void} seen Told of each.
 */
export function openRequests(seen) {
  const list = byId("requests", HTMLOListElement);
  const filter = byId("filter", HTMLInputElement);
  const pause = byId("pause", HTMLButtonElement);
  const connection = byId("connection", HTMLElement);
  let paused = false;
  /** Newest first. @type {any[]} */
  let waiting = [];

  const applyFilter = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of list.children) {
      const text = row.textContent.toLowerCase();
      row.toggleAttribute("hidden", !words.every((word) => text.includes(word)));
    }
  };
  const flush = () => {
    list.prepend(...waiting.map(rowOf));
    waiting = [];
    while (list.children.length > mostRows) list.lastElementChild?.remove();
    byId("no-requests", HTMLElement).hidden = list.children.length > 0;
    applyFilter();
  };
  filter.addEventListener("input", applyFilter);
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    pause.textContent = paused ? "Go on" : "Pause";
    if (!paused) flush();
  });

  const stream = new EventSource("/_emulator/requests/stream");
  stream.addEventListener("open", async () => {
    connection.textContent = "live";
    connection.className = "live";
    // What came before, and while there was no connection.
    const { requests } = await ask(`requests?count=${mostRows}`);
    list.replaceChildren();
    waiting = requests;
    flush();
  });
  stream.addEventListener("error", () => {
    connection.textContent = "lost";
    connection.className = "lost";
  });
  let scheduled = false;
  stream.addEventListener("message", ({ data }) => {
    const entry = JSON.parse(data);
    waiting.unshift(entry);
    waiting.length = Math.min(waiting.length, mostRows);
    seen(entry);
    if (paused || scheduled) return;
    scheduled = true;
    // At most once a frame, however many come.
    requestAnimationFrame(() => {
      scheduled = false;
      if (!paused) flush();
    });
  });
}

/** @param {{ id: string, time: string, method: string, path: string, status?: number, milliseconds: number, fault?: string }} entry */
function rowOf({ id, time, method, path, status, milliseconds, fault }) {
  return html(
    "li",
    { title: `${time}  ${id}` },
    html("span", { class: `method ${method.toLowerCase()}` }, method),
    html("span", { class: "path" }, path, ...(fault === undefined ? [] : [" ", html("em", {}, fault)])),
    html(
      "span",
      { class: `status s${String(status ?? 0).charAt(0)}` },
      status === undefined ? "reset" : String(status),
    ),
    html("span", { class: "took" }, `${milliseconds < 10 ? milliseconds : Math.round(milliseconds)} ms`),
  );
}

/** What goes wrong. */
export function openFaults() {
  const form = byId("fault-form", HTMLFormElement);
  const preset = byId("preset", HTMLSelectElement);
  const method = byId("fault-method", HTMLInputElement);
  const path = byId("fault-path", HTMLInputElement);
  const error = byId("fault-error", HTMLElement);
  const list = byId("faults", HTMLUListElement);
  const badge = byId("fault-count", HTMLElement);
  /** @type {Record<string, { title: string, method: string, path: string }>} */
  let presets = {};

  const describe = () => {
    const chosen = presets[preset.value];
    byId("preset-title", HTMLElement).textContent = chosen?.title ?? "";
    method.placeholder = chosen?.method ?? "";
    path.placeholder = chosen?.path ?? "";
  };
  const refresh = async () => {
    const answer = await ask("faults");
    presets = answer.presets;
    if (preset.options.length === 0) {
      preset.append(...Object.keys(presets).map((name) => html("option", { value: name }, name)));
      describe();
    }
    badge.hidden = answer.faults.length === 0;
    badge.textContent = String(answer.faults.length);
    list.replaceChildren(...answer.faults.map(cardOf));
  };
  /** @param {any} fault */
  const cardOf = (fault) => {
    const remove = html("button", { type: "button", "aria-label": `Remove ${fault.preset}` }, "Remove");
    remove.addEventListener("click", async () => {
      await ask(`faults/${fault.id}`, "DELETE");
      await refresh();
    });
    const often =
      fault.count === undefined ? `${fault.struck} times so far` : `${fault.struck} of ${fault.count} times`;
    const share = fault.probability === 1 ? "" : `, ${Math.round(fault.probability * 100)} of 100`;
    return html(
      "li",
      {},
      html(
        "div",
        {},
        html("strong", {}, fault.preset),
        html("code", {}, `${fault.method} ${fault.path}`),
        `${often}${share}`,
      ),
      remove,
    );
  };
  preset.addEventListener("change", describe);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const chosen = String(fields.get("count"));
    try {
      await ask("faults", "POST", {
        preset: preset.value,
        probability: Number(fields.get("percent")) / 100,
        ...(method.value === "" ? {} : { method: method.value.toUpperCase() }),
        ...(path.value === "" ? {} : { path: path.value }),
        ...(chosen === "" ? {} : { count: Number(chosen) }),
      });
      error.textContent = "";
    } catch (refused) {
      error.textContent = refused instanceof Error ? refused.message : String(refused);
    }
    await refresh();
  });
  return { refresh };
}

/** @type {Readonly<Record<string, object>>} */
const policies = {
  immediate: { when: "immediate" },
  polls: { when: "polls", times: 3 },
  seconds: { when: "seconds", seconds: 10 },
  manual: { when: "manual" },
};

/**
 * The clock, what takes time, limits, and the beginning.
 * @param {() => void} changed Told when what exists may have changed.
 */
export function openTime(changed) {
  const policy = byId("policy", HTMLSelectElement);
  const stop = byId("stop", HTMLButtonElement);
  const limits = byId("limits", HTMLInputElement);
  const time = byId("time", HTMLElement);
  const dialog = byId("confirm", HTMLDialogElement);
  /** Milliseconds by which its time is ahead of ours, or where it stands still. */
  let offset = 0;
  let stopped = false;
  let standing = 0;

  const showTime = () => {
    const now = stopped ? standing : Date.now() + offset;
    time.textContent = new Date(now).toISOString().slice(0, 19).replace("T", " ");
    time.classList.toggle("stopped", stopped);
  };
  /** @param {{ time: string, runs: boolean }} clock */
  const takeClock = (clock) => {
    standing = Date.parse(clock.time);
    offset = standing - Date.now();
    stopped = !clock.runs;
    stop.setAttribute("aria-pressed", String(stopped));
    stop.textContent = stopped ? "Let it run" : "Stop";
    showTime();
  };
  const refresh = async () => {
    const [clock, transitions, { enforced }] = await Promise.all([ask("clock"), ask("transitions"), ask("limits")]);
    takeClock(clock);
    limits.checked = enforced;
    policy.value = transitions.policies["*"]?.when ?? "immediate";
    byId("pending", HTMLUListElement).replaceChildren(...transitions.pending.map(cardOf));
  };
  /** @param {{ id: string, kind: string, subject: string }} pending */
  const cardOf = ({ id, kind, subject }) => {
    const end = html("button", { type: "button", "aria-label": `End ${kind} of ${subject}` }, "End it");
    end.addEventListener("click", async () => {
      await ask(`transitions/${id}/complete`, "POST");
      await refresh();
      changed();
    });
    return html("li", {}, html("div", {}, html("strong", {}, kind), html("code", {}, subject)), end);
  };
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", async () => {
      takeClock(await ask("clock/advance", "POST", { seconds: Number(button.getAttribute("data-advance")) }));
      changed();
    });
  }
  stop.addEventListener("click", async () => takeClock(await ask(stopped ? "clock/start" : "clock/stop", "POST")));
  policy.addEventListener("change", async () => {
    await ask("transitions/policies", "PUT", { "*": policies[policy.value] });
    await refresh();
  });
  limits.addEventListener("change", () => ask("limits", "PUT", { enforced: limits.checked }));
  byId("reset", HTMLButtonElement).addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("close", async () => {
    if (dialog.returnValue !== "yes") return;
    dialog.returnValue = "";
    await ask("reset", "POST");
    byId("requests", HTMLOListElement).replaceChildren();
    await refresh();
    changed();
  });
  setInterval(showTime, 1000);
  return { refresh };
}
