// ccsim.wasm by engine.js against the program: node engine.mjs ENGINE.JS CCSIM.WASM PROGRAM FOLDER, in the folder of the source. What is printed must be
// the same text, figures of JSON, which has all digits, included.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import vm from "node:vm";

const [script, module, program, folder] = process.argv.slice(2);
const ccsimEngine = vm.runInThisContext(readFileSync(script, "utf8") + "\nccsimEngine");
const library = "/* a drawing library */";
const engine = await ccsimEngine(readFileSync(module), {"vendor/vega.min.js": library});
const names = (at) => readdirSync(at).filter((name) => /\.(cfg|csv)$/.test(name)).map((name) => `${at}/${name}`);
const files = Object.fromEntries([...names("scenarios"), ...names("scenarios/profiles"), "tests/bench/w1.cfg"].map((name) => [name, readFileSync(name)]));

function native(argv) {
    const {status, stdout, stderr} = spawnSync(program, argv, {encoding: "utf8", maxBuffer: 1 << 28, env: {...process.env, LC_ALL: "C.UTF-8"}});

    return {exit: status, out: stdout, err: stderr};
}

/** Equal line by line, but for what a run takes, which is another machine's. */
function expectSame(mine, its, about) {
    const lines = (text) => text.replaceAll(/^a run takes .*/gm, "").split("\n");
    const a = lines(mine), b = lines(its);

    a.concat(b.slice(a.length)).forEach((line, i) => assert.equal(a[i], b[i], about));
}

function same(argv) {
    const mine = engine.command(argv, files), its = native(argv), about = argv.join(" ");

    expectSame(mine.err, its.err, about);
    expectSame(mine.out, its.out, about);
    assert.equal(mine.exit, its.exit, about);
}

// What is asked without a scenario, wrong usage, a scenario with an error, one with a time zone and files beside it.
same(["--version"]);
same(["erlang", "staff", "--calls", "100", "--aht", "300", "--within", "20", "--level", "0.8"]);
same(["run", "no.cfg"]);
same(["run", "scenarios/minimal.cfg", "--set", "groups.nobody.staff=1"]);
same(["check", "scenarios/bank_day.cfg"]);
same(["explain", "scenarios/retail_bank.cfg"]);
same(["run", "tests/bench/w1.cfg", "--quiet", "--json"]); // one replication: no interval, so that all digits are equal
same(["run", "scenarios/retail_bank.cfg", "--quiet", "--replications", "2"]);
same(["compare", "scenarios/minimal.cfg", "--quiet", "--replications", "5", "--what-if", "more: groups.*.staff+=2"]);
const bank = ["run", "scenarios/bank_day.cfg", "--quiet", "--json", "--replications", "4"];
same(bank);

// Progress, as at a terminal; what is said stays what is said.
const progress = [];
const office = `clock: { open = "08:00-09:00"; interval = "30 min"; };
types: { help: { arrivals: { per_hour = 20; }; talk: { dist = "exponential"; mean = "4 min"; }; patience: { dist = "exponential"; mean = "3 min"; };
  target: { service_level = "80 %"; within = "20 s"; }; groups = ( "desk" ); }; };
groups: { desk: { staff = 1; }; };`;
const search = ["staff", "office.cfg", "--json", "--replications", "5"];
assert.deepEqual(engine.command(search, {"office.cfg": office}, (line) => progress.push(line)), engine.command(search, {"office.cfg": office}));
assert.match(progress.join("\n"), /^\d+ s, \d+ staffings, \d+ replications simulated/);

// Files: a result is written, read again, and becomes a page in which the drawing libraries of the caller stand.
const run = engine.command(["run", "scenarios/minimal.cfg", "--quiet", "-o", "out/minimal.h5"], files);
assert.equal(run.exit, 73, "a folder that is not there");
const kept = engine.command(["run", "scenarios/minimal.cfg", "--quiet", "--replications", "5", "-o", "minimal.h5"], files);
assert.deepEqual(Object.keys(kept.files), ["minimal.h5"]);
const page = engine.command(["report", "minimal.h5", "-o", "minimal.html"], kept.files);
const html = new TextDecoder().decode(page.files["minimal.html"]);
assert.equal(page.exit, 0, page.err);
assert(html.startsWith("<!doctype html>") && html.includes(library) && html.trimEnd().endsWith("</html>"));
mkdirSync(folder, {recursive: true});
const shown = engine.command(["show", "minimal.h5"], kept.files), result = `${folder}/minimal.h5`;
assert.equal(native(["run", "scenarios/minimal.cfg", "--quiet", "--force", "--replications", "5", "-o", result]).exit, 0);
expectSame(shown.out.replaceAll("minimal.h5", "F"), native(["show", result]).out.replaceAll(result, "F"), "show");

// Blocks of replications made by two open plans and merged by a third: what the program prints of an unbroken run.
const open = () => engine.open("scenarios/bank_day.cfg", files, [{}, {name: "more", whatIfs: ["staff +2"]}]);
const [first, second, third] = [open(), open(), open()];
assert.deepEqual(third.errors, []);
const blocks = [0, 1].map((variant) => [first.block(variant, 0, 3), second.block(variant, 3, 1)]);
const whole = engine.command(bank, files).out;
expectSame(third.answer(0, blocks[0]), whole, "answer");
const twice = ["compare", "scenarios/bank_day.cfg", "--quiet", "--json", "--replications", "4", "--what-if", "more: staff +2"];
expectSame(third.compare(blocks), engine.command(twice, files).out, "compare");
expectSame(third.answer(0, blocks[0]), whole, "again, after a comparison");
const few = ["--by", "interval", "--metric", "offered,asa_s"], wanted = {by: "interval", metrics: "offered,asa_s"};
expectSame(third.answer(0, blocks[0], wanted), engine.command([...bank, ...few], files).out, "answer by interval");
expectSame(third.compare(blocks, wanted), engine.command([...twice, ...few], files).out, "compare by interval");
assert.throws(() => third.answer(0, [blocks[0][1]]), /replications 0 to 2 are missing/);
const reported = third.page(blocks);
assert(reported.startsWith("<!doctype html>") && reported.includes(library) && reported.includes("more"));
const wrong = engine.open("wrong.cfg", {"wrong.cfg": 'types: {\n a: { arrivals: { per_hour = 9; }; talk = -5; };\n};\ngroups: { g: { staff = 2; }; };\n'});
assert(wrong.errors.length > 0 && wrong.errors.some(({file, line, path}) => file === "wrong.cfg" && line === 2 && path === "types.a.talk"), JSON.stringify(wrong.errors));
assert.throws(() => wrong.block(0, 0, 1), /errors/);

// What is not in this build says so.
const refused = (argv, given, words) => {
    const {exit, err} = engine.command(argv, given);

    assert(exit !== 0 && err.includes(words), err);
};
refused(["show", "r.h5"], {"r.h5": readFileSync(result)}, "no result of this build of ccsim");
refused(["export", "minimal.h5", "-o", "minimal.xlsx"], kept.files, "not in this build of ccsim");
refused(["import", "week.xlsx"], {"week.xlsx": "PK\x03\x04"}, "this build of ccsim cannot read");
refused(["schedule", "scenarios/shift_week.cfg"], files, "not in this build of ccsim");
