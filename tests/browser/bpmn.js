// Opens each BPMN file in bpmn-js and says what it drew: warnings, elements of the diagram that are missing,
// and texts that do not fit in their task.
async function draw(xml) {
  const viewer = new BpmnJS({ container: "#canvas" });
  const { warnings } = await viewer.importXML(xml);
  const drawn = viewer.get("elementRegistry");
  const diagram = new DOMParser().parseFromString(xml, "text/xml");
  const wanted = [...diagram.querySelectorAll("BPMNShape, BPMNEdge")].map((shape) => shape.getAttribute("bpmnElement"));
  const tasks = drawn.filter((element) => element.type === "bpmn:UserTask");
  const overfull = tasks.filter((task) => {
    const text = drawn.getGraphics(task).querySelector("text");
    const box = text ? text.getBBox() : { width: 0, height: 0 };
    return box.height > task.height || box.width > task.width;
  });
  const result = {
    warnings: warnings.map((warning) => warning.message),
    drawn: wanted.length,
    missing: wanted.filter((id) => !drawn.get(id)),
    overfull: overfull.map((task) => task.id),
  };
  viewer.destroy();
  return result;
}
