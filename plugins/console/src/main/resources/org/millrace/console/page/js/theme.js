// Light or dark, before anything is drawn: as the system has it, until the reader chooses.
"use strict";

(() => {
  const CHOICES = ["auto", "light", "dark"];
  const root = document.documentElement;

  function kept() {
    try {
      const choice = localStorage.getItem("theme");
      return CHOICES.includes(choice) ? choice : "auto";
    } catch {
      return "auto"; // The reader's browser keeps nothing.
    }
  }

  function choose(choice) {
    root.dataset.theme = choice;
    try {
      localStorage.setItem("theme", choice);
    } catch {
      // It is in force until the page is left.
    }
  }

  root.dataset.theme = kept();

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const label = () => {
      button.textContent = `Theme: ${root.dataset.theme}`;
    };
    label();
    button.addEventListener("click", () => {
      choose(CHOICES[(CHOICES.indexOf(root.dataset.theme) + 1) % CHOICES.length]);
      label();
      document.dispatchEvent(new Event("theme"));
    });
  });
})();
