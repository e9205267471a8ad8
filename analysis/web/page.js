/* The report page's behaviour: draws the charts, lets a reader choose what they show, save them, copy their tables and choose light or
   dark. Everything it needs is in the page; it asks nothing of the network and keeps nothing. README.md says what it finds there. What
   a page that changes asks of it (the studio's) is returned below. */
const ccsimPage = (function () {
    "use strict";

    const { distinct, known, unpacked, rowsOf, configOf, specOf, speak, say } = ccsimChart;
    const root = document.documentElement;
    const words = document.getElementById("words"); // of another language than English, by their English
    const figures = [];
    const paperWidth = 680; // CSS pixels between the margins of A4
    const savedWidth = 900;
    let printing = false;

    const make = (tag, properties, ...children) => {
        const element = Object.assign(document.createElement(tag), properties);

        element.append(...children);
        return element;
    };
    const json = (text) => JSON.parse(text || "{}");
    if (words) speak(json(words.textContent), root.lang);

    /* ---- light and dark ---- */

    const wantsDark = matchMedia("(prefers-color-scheme: dark)");
    const darkRule = [...document.styleSheets]
        .flatMap((sheet) => [...sheet.cssRules])
        .find((rule) => rule.media && rule.media.mediaText.includes("prefers-color-scheme"));
    let chosenTheme = null; // "light" or "dark" once a reader has chosen

    const isDark = () => (chosenTheme ? chosenTheme === "dark" : wantsDark.matches);
    const applyTheme = (dark) => {
        if (darkRule) {
            darkRule.media.mediaText = dark ? "screen" : "not all";
        }
        root.dataset.theme = dark ? "dark" : "light";
    };

    /* Every variable of the style sheet, by its name without the dashes. */
    const colours = () => {
        const style = getComputedStyle(root);
        const names =
            "ground panel line grid text soft accent good bad warn muted heat-text heat-text-far heat-0 heat-1 heat-2 heat-3".split(
                " ",
            );
        const all = {};

        for (let i = 1; i <= 8; i++) {
            names.push(`c${i}`);
        }
        for (const name of names) {
            all[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] = style.getPropertyValue(`--${name}`).trim();
        }
        return { ...all, c1Band: `${all.c1}80`, c1Faint: `${all.c1}2e`, heat: [all.heat0, all.heat1, all.heat2, all.heat3] };
    };
    const lightColours = () => {
        applyTheme(false);
        const all = colours();

        applyTheme(isDark() && !printing);
        return all;
    };
    /* ---- drawing ---- */

    const options = (all, width) => ({
        mode: "vega-lite",
        renderer: "svg",
        actions: false,
        ast: true,
        defaultStyle: false,
        hover: false,
        config: configOf(all, width < 480 ? 11 : 12),
        tooltip: { theme: "page", disableDefaultStyle: true },
    });
    const sayFailed = (self, error) => {
        self.element.dataset.state = "failed";
        self.plot.removeAttribute("role");
        self.plot.removeAttribute("aria-label");
        self.plot.replaceChildren(
            make(
                "p",
                { className: "failed" },
                say("This chart could not be drawn: {0}. Its data is in the table below.", error.message || error),
            ),
        );
    };

    const drawNow = async (self) => {
        const width = printing ? self.paperWidth : self.plot.clientWidth;

        if (width < 40) {
            return; // folded or hidden: drawn when it is opened
        }
        self.width = width;
        try {
            if (!self.spec) {
                throw new Error(`there is no kind of chart named ${self.element.dataset.spec}`);
            }
            const all = colours();
            const result = await vegaEmbed(self.plot, specOf(self, width, all), options(all, width));

            if (self.view) {
                self.view.finalize();
            }
            self.view = result;
            self.plot.setAttribute("role", "img");
            self.plot.setAttribute("aria-label", self.choice === null ? self.label : `${self.label}: ${self.choice}`);
            self.plot.querySelector("svg").setAttribute("aria-hidden", "true"); // the label and the table say it
            self.element.dataset.state = "drawn";
        } catch (error) {
            sayFailed(self, error);
        }
    };
    /* Drawings of a figure come one after another; of those that wait only the last is made. */
    const draw = (self) => {
        const turn = ++self.turn;

        self.queue = self.queue.then(() => (turn === self.turn ? drawNow(self) : undefined));
        return self.queue;
    };
    const drawAll = () => Promise.all(figures.map(draw));

    /* ---- what is made for a figure: choice, saving, copying ---- */

    const announce = (self, text) => {
        self.said.textContent = text;
        setTimeout(() => {
            if (self.said.textContent === text) {
                self.said.textContent = "";
            }
        }, 4000);
    };

    const download = (url, name) => {
        const link = make("a", { href: url, download: name });

        document.body.append(link);
        link.click();
        link.remove();
    };
    /* A picture for a slide: light, with its title, of one width whatever the screen. */
    const save = async (self, kind) => {
        const all = lightColours();
        const spec = {
            ...specOf(self, savedWidth, all),
            title: self.choice === null ? self.title : `${self.title}: ${self.choice}`,
            padding: 16,
        };
        const holder = make("div");
        const result = await vegaEmbed(holder, spec, options(all, savedWidth));

        download(await result.view.toImageURL(kind, kind === "png" ? 2 : 1), `${self.element.id || "chart"}.${kind}`);
        result.finalize();
        announce(self, say("{0} saved.", kind.toUpperCase()));
    };
    const saveButton = (self, kind) => {
        const button = make("button", { type: "button" }, say("Save {0}", kind.toUpperCase()));

        button.addEventListener("click", () => save(self, kind).catch((error) => announce(self, say("Not saved: {0}", error.message))));
        return button;
    };

    const tableText = (table) =>
        [...table.rows]
            .map((row) => [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")).join("\t"))
            .join("\n") + "\n";
    const copyByHand = (text) => {
        const area = make("textarea", { value: text, readOnly: true });

        area.style.cssText = "position:fixed;left:-100rem";
        document.body.append(area);
        area.select();
        const done = document.execCommand("copy");

        area.remove();
        if (!done) {
            throw new Error(say("the browser does not allow it"));
        }
    };
    const copy = async (text) => {
        try {
            await navigator.clipboard.writeText(text);
        } catch (error) {
            // not offered to pages from a file by every browser
            copyByHand(text);
        }
    };
    const copyTool = (table) => {
        const said = make("span", { className: "said" });
        const button = make("button", { type: "button" }, say("Copy table"));

        said.setAttribute("role", "status");
        button.addEventListener("click", async () => {
            try {
                await copy(tableText(table));
                said.textContent = say("{0} rows copied; paste them into a spreadsheet.", table.tBodies[0].rows.length);
            } catch (error) {
                said.textContent = say("Not copied: {0}.", error.message);
            }
        });
        return make("div", { className: "tools" }, button, said);
    };

    const makeTools = (self) => {
        self.said = make("span", { className: "said" });
        self.said.setAttribute("role", "status");
        const tools = make("div", { className: "tools" }, saveButton(self, "svg"), saveButton(self, "png"), self.said);
        const summary = self.element.querySelector("details > summary");

        if (summary) {
            summary.textContent += say(" and picture");
            summary.after(tools);
        } else {
            self.plot.after(tools);
        }
    };
    const makeChoice = (self) => {
        const values = distinct(
            rowsOf(self.data)
                .map((row) => row[self.chooseBy])
                .filter(known),
        ).filter((value) => value !== self.params.always);

        if (values.length < 2) {
            self.choice = values.length ? values[0] : null;
            return;
        }
        const menu = make(
            "select",
            { id: `${self.element.id}-choice` },
            ...values.map((value) => make("option", { value }, value)),
        );
        const chosen = make("span", { className: "chosen" }, values[0]);

        self.choice = values[0];
        menu.addEventListener("change", () => {
            self.choice = menu.value;
            chosen.textContent = menu.value;
            draw(self);
        });
        self.plot.before(make("div", { className: "choice" }, make("label", { htmlFor: menu.id }, say("Show")), menu, chosen));
    };

    const specNamed = (name) => {
        const element = document.getElementById(`spec-${name}`);

        return element ? json(element.textContent) : null;
    };
    const prepare = (element) => {
        const self = {
            element,
            plot: element.querySelector(".plot"),
            spec: null,
            data: [],
            params: {},
            view: null,
            turn: 0,
            queue: Promise.resolve(),
            width: 0,
            choice: null,
            chooseBy: element.dataset.choose,
            title: element.querySelector("figcaption h3").textContent,
            paperWidth: element.closest(".grid") ? (paperWidth - 16) / 2 : paperWidth,
        };

        self.label = self.plot.getAttribute("aria-label") || self.title;
        try {
            self.spec = specNamed(element.dataset.spec);
            self.data = unpacked(json(element.querySelector("script.data").textContent));
            self.params = json(element.dataset.params);
            if (self.chooseBy) {
                makeChoice(self);
            }
            makeTools(self);
        } catch (error) {
            sayFailed(self, error);
            return;
        }
        figures.push(self);
    };

    /* ---- the page ---- */

    const makeThemeButton = () => {
        const button = make("button", { type: "button", className: "theme" });
        const name = () => {
            button.textContent = say(isDark() ? "Light" : "Dark");
            button.setAttribute("aria-label", say(isDark() ? "Show the page in light colours" : "Show the page in dark colours"));
        };
        const change = () => {
            applyTheme(isDark());
            name();
            drawAll();
        };

        button.addEventListener("click", () => {
            chosenTheme = isDark() ? "light" : "dark";
            change();
        });
        wantsDark.addEventListener("change", change);
        name();
        (document.querySelector("header.top") || document.body).append(button);
    };

    /* Charts follow their width; a chart in folded details is drawn when they open. */
    let widthTimer = 0;
    const widths = new ResizeObserver(() => {
        clearTimeout(widthTimer);
        widthTimer = setTimeout(() => {
            if (!printing) {
                figures.filter((self) => self.plot.clientWidth !== self.width).forEach(draw);
            }
        }, 120);
    });

    /* Paper is light and has a width of its own, whatever the screen showed; days that were folded are unfolded on it. */
    const watchPrinting = () => {
        const folded = new Set();
        const unfold = (on) => {
            if (on) for (const day of document.querySelectorAll("details.day:not([open])")) folded.add(day);
            for (const day of folded) day.open = on;
            if (!on) folded.clear();
        };
        const set = (on) => {
            if (printing !== on) {
                printing = on;
                unfold(on);
                applyTheme(!on && isDark());
                drawAll();
            }
        };
        const media = matchMedia("print");

        addEventListener("beforeprint", () => set(true));
        addEventListener("afterprint", () => set(false));
        media.addEventListener("change", () => set(media.matches));
        set(media.matches);
    };

    /* The way through the page marks where one is. */
    const watchSections = () => {
        const links = new Map([...document.querySelectorAll("nav a[href^='#']")].map((link) => [link.hash.slice(1), link]));
        const observer = new IntersectionObserver(
            (entries) => {
                for (const entry of entries.filter((e) => e.isIntersecting)) {
                    links.forEach((link, id) =>
                        id === entry.target.id ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"),
                    );
                }
            },
            { rootMargin: "-20% 0px -70% 0px" },
        );

        links.forEach((link, id) => {
            if (document.getElementById(id)) {
                observer.observe(document.getElementById(id));
            }
        });
    };

    /* A grid is one stop of the tab key; within it the arrows go from cell to cell, each with its heads for those who hear it. */
    const watchGrid = (table) => {
        const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].filter((cell) => cell.tagName === "TD"));
        const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => [...cell.childNodes].map((node) => node.textContent).join(" "));
        let [y, x] = [0, 0];
        const choose = (toY, toX, focus) => {
            rows[y][x].tabIndex = -1;
            [y, x] = [Math.min(Math.max(toY, 0), rows.length - 1), Math.min(Math.max(toX, 0), heads.length - 1)];
            rows[y][x].tabIndex = 0;
            if (focus) rows[y][x].focus();
        };
        const moves = {
            ArrowUp: () => [y - 1, x],
            ArrowDown: () => [y + 1, x],
            ArrowLeft: () => [y, x - 1],
            ArrowRight: () => [y, x + 1],
            Home: () => [y, 0],
            End: () => [y, heads.length - 1],
            PageUp: () => [0, x],
            PageDown: () => [rows.length - 1, x],
        };

        rows.forEach((cells) =>
            cells.forEach((cell, column) => {
                cell.tabIndex = -1;
                const text = cell.textContent.replace(/\s+/g, " ").trim();
                cell.setAttribute("aria-label", `${cell.parentNode.cells[0].textContent}, ${heads[column]}: ${text}`);
            }),
        );
        table.parentNode.removeAttribute("tabindex"); // its cells take the focus, and scroll it
        choose(0, 0, false);
        table.addEventListener("click", (event) => {
            const cell = event.target.closest("td");

            if (cell) choose(cell.parentNode.sectionRowIndex, cell.cellIndex - 1, true);
        });
        table.addEventListener("keydown", (event) => {
            if (moves[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
                event.preventDefault();
                choose(...moves[event.key](), true);
            }
        });
    };

    /* What came into the page: its charts, one after another, so that the page stays quick, its tables and grids. */
    const adopt = async (within) => {
        const before = figures.length;

        within.querySelectorAll("figure.chart").forEach(prepare);
        within.querySelectorAll(".scroll > table").forEach((table) => table.parentNode.after(copyTool(table)));
        within.querySelectorAll("table.lights").forEach(watchGrid);
        for (const self of figures.slice(before)) {
            await draw(self);
            await new Promise((resolve) => setTimeout(resolve));
        }
        figures.slice(before).forEach((self) => widths.observe(self.plot));
    };
    /* What leaves the page. */
    const forget = (within) => {
        for (const self of figures.filter((each) => within.contains(each.element))) {
            widths.unobserve(self.plot);
            if (self.view) self.view.finalize();
            figures.splice(figures.indexOf(self), 1);
        }
    };
    /* A chart with other rows (packed or not) and other parameters; those that are not given stay. */
    const redraw = (element, data, params) => {
        const self = figures.find((each) => each.element === element);

        self.data = unpacked(data);
        Object.assign(self.params, params);
        return draw(self);
    };

    const main = async () => {
        Object.entries(ccsimChart.functions).forEach(([name, f]) => vega.expressionFunction(name, f));
        applyTheme(isDark());
        makeThemeButton();
        watchPrinting();
        watchSections();
        await adopt(document);
        root.dataset.charts = "done";
    };

    main();
    return { adopt, forget, redraw, download, copy };
})();
