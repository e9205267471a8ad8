/* The studio: its parts are put together, and told when something has changed. */
const studioMain = (function () {
    "use strict";

    const { make, button, enable } = studioText;
    const model = studioModel;
    const byId = (id) => document.getElementById(id);
    const needScenario = ["answer", "changes", "staff", "playback", "variants", "report", "scenario", "keep"];
    let undo = null;
    let redo = null;
    let now = null;
    let title = "";

    const makeBar = () => {
        undo = button("Undo", model.undo, { id: "undo" });
        redo = button("Redo", model.redo, { id: "redo" });
        now = make("span", { className: "now", id: "now", aria: { role: "status" } });
        byId("bar").replaceChildren(undo, redo, button("As it was", () => model.push({ changes: [], cells: {} }), { id: "reset" }), now);
    };
    const showBar = () => {
        const answer = model.answer();
        const changed = model.wordsOf(model.state()).length > 0;

        enable(undo, model.canUndo());
        enable(redo, model.canRedo());
        enable(byId("reset"), changed);
        now.replaceChildren();
        if (!answer || !answer.now || answer.errors.length) return;
        const verdict = studioAnswer.verdictOf(answer.now);
        const { below, judged } = studioAnswer.belowOf(answer.now);

        now.append(studioText.badge(verdict.css, verdict.words), " ", make("strong", {}, studioText.figure(answer.now.findings.service, "share")), ` in time${judged ? `, ${below} intervals below target` : ""} · ${model.isCurrent() ? `${answer.n} replications${answer.final ? "" : " so far"}` : "being simulated …"}`);
    };
    const showTitle = () => {
        const outline = model.outline();
        const words = (outline && outline.title) || model.state().name;

        if (words !== title) {
            byId("title").textContent = words;
            document.title = `${words} – ccsim studio`;
            title = words;
        }
    };

    /* Everything is shown anew, at most once a frame. */
    let waiting = false;
    const refresh = () => {
        if (waiting) return;
        waiting = true;
        setTimeout(() => {
            waiting = false;
            if (!model.state()) return;
            needScenario.forEach((id) => { byId(id).hidden = false; });
            showTitle();
            showBar();
            studioAnswer.show();
            studioChanges.show();
            studioGrid.show();
            studioPlayback.show();
            studioVariants.show();
            studioReport.show();
            studioEditor.show();
            studioFiles.show();
            if (model.settled()) document.documentElement.dataset.studio = "done";
        });
    };
    let linkTimer = 0;
    const told = (what) => {
        if (what === "working") document.documentElement.dataset.studio = "working";
        if (what === "outline") studioAnswer.clear();
        if (what === "state") {
            clearTimeout(linkTimer);
            linkTimer = setTimeout(studioFiles.link, 600);
        }
        refresh();
    };
    const onKey = (event) => {
        const typing = event.target.matches("textarea, input:not([type=range])") && !event.target.closest(".staffing"); // a slider has no undo of its own

        if (!(event.ctrlKey || event.metaKey) || typing) return;
        if (event.key === "z" || event.key === "y") {
            event.preventDefault();
            if (event.key === "y" || event.shiftKey) model.redo();
            else model.undo();
        }
    };

    /* Links to sections lead there, and leave the address to the changes that it holds. */
    const onClick = (event) => {
        const link = event.target.closest("a[href^='#']");
        const place = link && byId(link.getAttribute("href").slice(1));

        if (!place) return;
        event.preventDefault();
        const head = place.querySelector("h2") || place;

        place.scrollIntoView();
        head.tabIndex = -1;
        head.focus({ preventScroll: true });
    };

    const start = async () => {
        const { files, start: first } = JSON.parse(byId("studio-files").textContent);

        needScenario.forEach((id) => { byId(id).hidden = true; });
        try {
            await studioPool.prepare(byId("studio-worker").textContent, byId("studio-engine").textContent.trim(), files);
        } catch (error) {
            byId("sub").textContent = `The engine does not start in this browser: ${error.message}. Current versions of Firefox, Chrome, Edge and Safari have what it needs.`;
            return;
        }
        byId("studio-engine").remove();
        model.prepare(files);
        model.watch(told);
        makeBar();
        studioFiles.start();
        document.addEventListener("keydown", onKey);
        document.addEventListener("click", onClick);
        window.addEventListener("hashchange", studioFiles.follow);
        if (!(await studioFiles.follow()) && first) model.open(first, files[first], {});
        document.documentElement.dataset.studio = model.state() ? "working" : "done";
    };

    start();
    return { refresh };
})();
