// Renders each flowchart with Mermaid and says what it drew: nodes, subgraphs, lines and the text of each node.
mermaid.initialize({ startOnLoad: false });
let number = 0;
async function draw(text) {
  const { svg } = await mermaid.render(`chart${number++}`, text);
  const drawn = new DOMParser().parseFromString(svg, "text/html");
  const count = (selector) => drawn.querySelectorAll(selector).length;
  const texts = [...drawn.querySelectorAll("g.node .nodeLabel")].map((label) => label.textContent);
  return { nodes: count("g.node"), lanes: count("g.cluster"), lines: count("path.flowchart-link"), texts };
}
