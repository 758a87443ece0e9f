// What this server has, as far as the page depends on it.

export async function features() {
  const answer = await fetch("/console/features.json");
  const told = await answer.json();
  return { has: (plugin) => told.plugins.includes(plugin), flvLibrary: told.flvLibrary };
}
