import { all } from "./elements";

/** What every page does: what needs a script appears, the theme can be chosen, and paper shows what is folded. */
export function startFrame(): void {
  for (const element of all(".script-only")) element.hidden = false;
  startTheme();
  startPaper();
  // A link opens what it leads to.
  openTarget();
  addEventListener("hashchange", openTarget);
}

/** The theme is that of the system until the reader chooses. */
function startTheme(): void {
  const { dataset } = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  if (button === null) return;
  const isDark = () => (dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const name = () => {
    const other = isDark() ? "Light" : "Dark";
    button.textContent = other;
    button.setAttribute("aria-label", `${other} theme`);
  };
  button.addEventListener("click", () => {
    dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  system.addEventListener("change", name);
  name();
}

/** What is folded is no report on paper. */
function startPaper(): void {
  let folded: readonly HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    folded = all<HTMLDetailsElement>("details:not([open])");
    for (const one of folded) {
      one.open = true;
      // The browser would tell of it only once the paper is printed.
      if (one.className === "own") one.dispatchEvent(new Event("toggle"));
    }
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}

function openTarget(): void {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  if (target instanceof HTMLDetailsElement) target.open = true;
}
