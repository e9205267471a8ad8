/* The whole report of what is changed, as `ccsim report` writes it: a page within the page, made when it is asked for and anew after each change while it is shown. */
const studioReport = (function () {
    "use strict";

    const { make, button, refill } = studioText;
    const model = studioModel;
    const replications = 100; // those of the answer
    const rank = 4; // after them
    const holder = () => document.getElementById("sections");
    let isShown = false;
    let made = ""; // of which state
    let html = "";
    let written = ""; // of which state html is
    let said = "";

    const keyOf = (of) => JSON.stringify([of.name, of.text, of.changes, of.cells]);
    /* The engine carries no drawing library: where one belongs stands its name, and this page has them all. */
    const withLibraries = (page) =>
        [...document.querySelectorAll("script[id^='vendor/']")].reduce((text, script) => text.split(`/*ccsim:${script.id}*/`).join(script.textContent), page);

    const ask = async () => {
        const of = model.state();
        const key = keyOf(of);
        const plan = model.planOf(of);

        studioBlocks.want("report", plan);
        made = key;
        said = "The report is being written …";
        render();
        try {
            const page = await studioBlocks.figures(plan, replications, rank, { page: true });

            if (!page || key !== made) return;
            html = withLibraries(page);
            written = key;
            studioBlocks.want("report", null);
            said = "";
        } catch (error) {
            html = "";
            said = `There is no report: ${error.message}`;
        }
        render();
    };
    const open = () => {
        isShown = true;
        ask();
    };
    const close = () => {
        isShown = false;
        made = "";
        html = "";
        studioBlocks.want("report", null);
        render();
    };
    const save = () => studioFiles.give(html, `${studioFiles.stem()}.html`, "text/html");

    const isStale = () => Boolean(html) && written !== keyOf(model.state());
    const render = () => {
        const stale = isStale();
        const tools = isShown ? [button("Hide the report", close), button("Save the report as a page", save, { id: "save-report", disabled: !html || stale })] : [button("Show the whole report", open, { id: "show-report" })];
        const old = holder().querySelector("iframe");
        const frame = html && old && old.srcdoc === html ? old : html && make("iframe", { srcdoc: html, title: "The whole report" });

        if (frame) frame.classList.toggle("stale", stale);
        refill(holder(), make("div", { className: "row" }, ...tools, make("span", { className: "said", aria: { role: "status" } }, said)), ...(frame ? [frame] : []));
    };
    const show = () => {
        const keeper = holder().querySelector("#save-report");

        if (!holder().firstChild) render();
        else if (keeper && html) {
            keeper.disabled = isStale();
            holder().querySelector("iframe").classList.toggle("stale", isStale());
        }
        if (isShown && model.settled() && keyOf(model.state()) !== made) ask();
    };

    return { show };
})();
