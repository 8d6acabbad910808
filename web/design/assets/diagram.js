// The diagram of a workflow, drawn with bpmn-js. Only what the server reads can be drawn:
// steps, parallel gates, arrows, lanes. Who does a step, how long, and what comes out
// stand in an element of our own beside the name.
(async () => {
  const form = document.querySelector("#diagram");
  const canvas = document.querySelector("#canvas");
  if (!form || !canvas || !window.BpmnJS) return;
  const words = canvas.dataset;
  const MINUTES = 480;

  const ours = {
    name: "cchc", uri: "urn:cchc:workflow:1", prefix: "cchc", xml: { tagAlias: "lowerCase" }, associations: [],
    types: [
      { name: "Who", superClass: ["Element"], properties: ["place", "unit", "block", "role"].map((name) => ({ name, isAttr: true, type: "String" })) },
      { name: "Step", superClass: ["Element"], properties: [...["no", "place", "unit", "block", "role", "minutes", "product"].map((name) => ({ name, isAttr: true, type: "String" })), { name: "asks", type: "Ask", isMany: true }] },
      { name: "Ask", superClass: ["Element"], properties: ["kind", "place", "unit", "block", "content", "limit", "compulsory"].map((name) => ({ name, isAttr: true, type: "String" })) },
    ],
  };

  const icon = (path) => `<div class="entry" draggable="true"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg></div>`;
  const icons = {
    task: "M3 6h18v12H3z", gate: "M12 2l10 10-10 10L2 12zM12 8v8M8 12h8", connect: "M3 20L20 4M13 4h7v7",
    remove: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13", hand: "M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3",
  };

  function Tools(palette, contextPad, create, elementFactory, handTool, globalConnect, connect, modeling) {
    const maker = (type) => (event) => {
      const shape = elementFactory.createShape({ type });
      if (type === "bpmn:UserTask") shape.businessObject.name = words.name;
      create.start(event, shape);
    };
    const tool = (group, title, name, action) => ({ group, title, html: icon(icons[name]), action });
    palette.registerProvider(1, { getPaletteEntries: () => () => ({
      hand: tool("tools", words.hand, "hand", { click: (e) => handTool.activateHand(e) }),
      connect: tool("tools", words.connect, "connect", { click: (e) => globalConnect.start(e) }),
      task: tool("create", words.task, "task", { dragstart: maker("bpmn:UserTask"), click: maker("bpmn:UserTask") }),
      gate: tool("create", words.gate, "gate", { dragstart: maker("bpmn:ParallelGateway"), click: maker("bpmn:ParallelGateway") }),
    }) });
    contextPad.registerProvider(1, { getContextPadEntries: (element) => () => {
      const entries = {};
      const type = element.type;
      if (["bpmn:UserTask", "bpmn:Task", "bpmn:ParallelGateway", "bpmn:StartEvent"].includes(type)) {
        const link = (event) => connect.start(event, element);
        entries.connect = tool("edit", words.connect, "connect", { click: link, dragstart: link });
      }
      if (!["bpmn:Participant", "bpmn:Lane", "bpmn:StartEvent", "bpmn:EndEvent"].includes(type)) {
        entries.remove = tool("edit", words.remove, "remove", { click: () => modeling.removeElements([element]) });
      }
      return entries;
    }, getMultiElementContextPadEntries: () => () => ({}) });
  }
  Tools.$inject = ["palette", "contextPad", "create", "elementFactory", "handTool", "globalConnect", "connect", "modeling"];

  const modeler = new BpmnJS({
    container: canvas, moddleExtensions: { cchc: ours },
    additionalModules: [{ __init__: ["ourTools"], ourTools: ["type", Tools], paletteProvider: ["value", null], contextPadProvider: ["value", null] }],
  });
  const { xml } = { xml: form.elements.bpmn.value };
  document.querySelector(".drawing").hidden = false;
  const { warnings } = await modeler.importXML(xml);
  modeler.get("canvas").zoom("fit-viewport", "auto");
  document.querySelector("#still").hidden = true;
  document.querySelector("#save").hidden = false;
  canvas.dataset.warnings = warnings.length;

  const modeling = modeler.get("modeling");
  const moddle = modeler.get("moddle");
  const isStep = (e) => e && (e.type === "bpmn:UserTask" || e.type === "bpmn:Task");

  // The element of ours at a step, made when the step is new.
  const stepOf = (element) => {
    const found = element.businessObject.extensionElements?.values?.find((v) => v.$type === "cchc:Step");
    return found || moddle.create("cchc:Step", { place: "unit", role: "official", minutes: "0" });
  };
  const change = (element, values) => {
    const extension = moddle.create("bpmn:ExtensionElements", { values: [] });
    const step = moddle.create("cchc:Step", {});
    const before = stepOf(element);
    for (const name of ["no", "place", "unit", "block", "role", "minutes", "product"]) {
      const value = name in values ? values[name] : before.get(name);
      if (value) step.set(name, value);
    }
    step.asks = before.asks || [];
    step.asks.forEach((ask) => { ask.$parent = step; });
    step.$parent = extension;
    extension.values.push(step);
    modeling.updateProperties(element, { extensionElements: extension });
  };

  // A step that is put into another lane is done by who the lane is for.
  const laneAt = (element) => modeler.get("elementRegistry").filter((e) => e.type === "bpmn:Lane")
    .find((lane) => { const y = element.y + element.height / 2; return y >= lane.y && y < lane.y + lane.height; });
  const take = (elements) => elements.filter(isStep).forEach((element) => {
    const who = laneAt(element)?.businessObject.extensionElements?.values?.find((v) => v.$type === "cchc:Who");
    const step = stepOf(element);
    if (who && ["place", "unit", "block", "role"].some((n) => (who.get(n) || "") !== (step.get(n) || ""))) {
      change(element, { place: who.get("place"), unit: who.get("unit") || "", block: who.get("block") || "", role: who.get("role") || step.get("role") });
      show(element);
    }
  });
  modeler.on("commandStack.elements.move.postExecuted", ({ context }) => take(context.shapes));
  modeler.on("commandStack.shape.create.postExecuted", ({ context }) => take([context.shape]));

  const pane = document.querySelector("#pane");
  const field = (name) => document.querySelector("#d-" + name);
  let chosen;
  const show = (element) => {
    chosen = isStep(element) ? element : null;
    pane.disabled = !chosen;
    document.querySelector("#none").hidden = !!chosen;
    const step = chosen && stepOf(chosen);
    field("name").value = chosen ? chosen.businessObject.name || "" : "";
    for (const name of ["role", "place", "unit", "product"]) field(name).value = (step && step.get(name)) || "";
    if (step && step.get("block")) field("unit").value = step.get("block");
    field("time").value = step ? String(+step.get("minutes") / MINUTES).replace(".", ",") : "";
  };
  modeler.on("selection.changed", ({ newSelection }) => show(newSelection[0]));
  modeler.on("element.changed", ({ element }) => { if (element === chosen && document.activeElement !== field("name")) show(element); });

  pane.addEventListener("change", ({ target }) => {
    if (!chosen) return;
    const place = field("place").value;
    const days = Number(field("time").value.trim().replace(",", "."));
    const beside = field("unit").value.trim();
    switch (target.id) {
      case "d-name": return modeling.updateProperties(chosen, { name: target.value });
      case "d-role": return change(chosen, { role: target.value });
      case "d-product": return change(chosen, { product: target.value });
      case "d-time": // a time that is none stays as it was
        return Number.isFinite(days) && days >= 0 ? change(chosen, { minutes: String(Math.round(days * MINUTES)) }) : show(chosen);
    }
    change(chosen, { place, unit: place === "named" ? beside : "", block: place === "nearest" ? beside : "" });
  });

  let ready = false;
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    form.elements.bpmn.value = (await modeler.saveXML({ format: true })).xml;
    ready = true;
    // Later, for while this press is still being answered the form cannot be sent again.
    setTimeout(() => {
      delete form.dataset.sent; // the press that brought us here was not a sending
      form.requestSubmit(document.querySelector("#save"));
    });
  });
})();
