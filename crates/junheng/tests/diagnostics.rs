//! Every diagnostic a pack can bring about, and what its caret is under.

mod common;

use std::collections::BTreeSet;

use common::codes::{OF_CHECKS, OF_DATA, OF_LINTS, OF_MISPLACED};
use common::{HEAD, Shelf, compile_shelf, complaint, complaints};
use junheng::diagnostic::plugin::OF_PLUGINS;
use junheng::diagnostic::{Diagnostics, messages};

/// A code, what its caret is under, and what is added to the pack of [`base`].
type Row = (&'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    ("pack-encoding", "\0", "[[rule]]\nid = \"r\0\0\"\n"),
    ("toml-syntax", "", "[[rule]\nid = \"r\"\n"),
    ("unknown-key", "at_leats", "[[rule]]\nid = \"r\"\nvalue = \"经费\"\nat_leats = 1\n"),
    ("missing-key", "[[measure]]", "[[measure]]\nid = \"m\"\ntitle = \"t\"\nlevel = \"county\"\nunit = \"元\"\n"),
    ("wrong-type", "3", "[[rule]]\nid = \"r\"\ntitle = 3\nvalue = \"经费\"\n"),
    ("wrong-type", "\"多\"", "[[rule]]\nid = \"r\"\nvalue = \"经费\"\npoints = \"多\"\n"),
    ("bad-word", "\"必须\"", "[[rule]]\nid = \"r\"\nrole = \"必须\"\nvalue = \"经费\"\n"),
    ("bad-id", "\"生师比\"", "[[rule]]\nid = \"生师比\"\nvalue = \"经费\"\n"),
    ("duplicate-id", "\"r\"", "[[rule]]\nid = \"r\"\nvalue = \"经费\"\n[[rule]]\nid = \"r\"\nvalue = \"经费\"\n"),
    (
        "duplicate-id",
        "\"v\"",
        "[[rule]]\nid = \"r\"\nvalue = \"经费\"\nat_least = 1\nif_several = \"first\"\nvariant = [{ id = \"v\", when = \"经费 > 0\", at_least = 2 }, { id = \"v\", when = \"经费 > 0\", at_least = 3 }]\n",
    ),
    ("field-name-twice", "\"经费\"", "[[field]]\nid = \"f\"\nlabel = \"经费\"\nlevel = \"school\"\nkind = \"word\"\n"),
    (
        "field-name-twice",
        "面积",
        "[[field]]\nid = \"a\"\nlabel = \"校舍面积\"\naliases = [\"面积\"]\nlevel = \"school\"\nkind = \"number\"\nunit = \"㎡\"\n[[field]]\nid = \"b\"\nlabel = \"教室面积\"\naliases = [\"面积\"]\nlevel = \"class\"\nkind = \"number\"\nunit = \"㎡\"\n[[rule]]\nid = \"r\"\nlevel = \"school\"\nvalue = \"面积\"\nunit = \"㎡\"\n",
    ),
    ("unknown-name", "monney", "[numeric]\ncompare = \"unrounded\"\ndisplay = { monney = 2 }\n"),
    ("unknown-name", "在校学生", "[[rule]]\nid = \"r\"\nvalue = \"sum(在校学生) / 1 生\"\n"),
    ("unknown-name", "幼儿园", "[[rule]]\nid = \"r\"\nlevel = \"school\"\nmet_when = \"办学类型 = 幼儿园\"\n"),
    ("unknown-name", "幼儿园", "[[rule]]\nid = \"r\"\nlevel = \"school\"\nmet_when = \"办学类型 in [小学, 幼儿园]\"\n"),
    ("unknown-name", "\"乡镇\"", "[[rule]]\nid = \"r\"\nlevel = \"乡镇\"\nvalue = \"经费\"\n"),
    ("unknown-name", "\"没有\"", "[[rule]]\nid = \"r\"\nscope = \"没有\"\nvalue = \"经费\"\n"),
    ("unknown-name", "\"L9\"", "[[rule]]\nid = \"r\"\nof = [\"L9\"]\nmet_when = \"all(met)\"\n"),
    (
        "unknown-name",
        "senior",
        "[[rule]]\nid = \"r\"\nper_stage = \"each\"\nvalue = \"sum(在校生数)\"\nat_least = { primary = 1, junior = 1, senior = 1 }\n",
    ),
    ("unknown-name", "\"好\"", "[[rule]]\nid = \"r\"\nask = { answers = [\"是\", \"否\"], met = [\"好\"] }\n"),
    ("unknown-name", "没有", "[[rule]]\nid = \"r\"\nmet_when = \"met(没有)\"\n"),
    ("unknown-name", "没有", "[[rule]]\nid = \"r\"\nmet_when = \"points(没有) > 0 分\"\n"),
    ("unknown-name", "没有", "[[rule]]\nid = \"r\"\nmet_when = \"all(section(没有))\"\n"),
    ("formula-syntax", "班数", "[[rule]]\nid = \"r\"\nvalue = \"sum(在校生数) 班数\"\n"),
    ("formula-syntax", "？", "[[rule]]\nid = \"r\"\nvalue = \"经费 ？ 2\"\n"),
    ("formula-syntax", "", "[[rule]]\nid = \"r\"\nvalue = \"经费 +\"\n"),
    ("unknown-function", "求和(在校生数)", "[[rule]]\nid = \"r\"\nvalue = \"1 生 + 求和(在校生数)\"\n"),
    ("bad-argument", "if(经费 > 0, 经费)", "[[rule]]\nid = \"r\"\nvalue = \"if(经费 > 0, 经费)\"\n"),
    ("bad-argument", "sum(经费)", "[[rule]]\nid = \"r\"\nvalue = \"1 元 + sum(经费)\"\n"),
    (
        "bad-argument",
        "\"gold > 1 元\"",
        "[[field]]\nid = \"looked\"\nlabel = \"看条款\"\nlevel = \"county\"\nunit = \"元\"\nkind = \"number\"\ncheck = [\"gold > 1 元\"]\n[[measure]]\nid = \"gold\"\ntitle = \"t\"\nlevel = \"county\"\nunit = \"元\"\nvalue = \"经费\"\n",
    ),
    ("bad-argument", "x", "[[rule]]\nid = \"r\"\nvalue = \"ago(经费, x)\"\n"),
    ("bad-argument", "siblings", "[[rule]]\nid = \"r\"\nvalue = \"max(经费, among = siblings)\"\n"),
    ("bad-argument", "3", "[[rule]]\nid = \"r\"\nvalue = \"max(经费, over = 3)\"\n"),
    (
        "bad-argument",
        "grade",
        "[[rule]]\nid = \"r\"\nvalue = \"经费\"\n[[rule]]\nid = \"s\"\nof = [\"r\"]\nmet_when = \"any(grade = 好)\"\n",
    ),
    (
        "unstated-choice",
        "rank(经费, among = all, order = high_first)",
        "[[rule]]\nid = \"r\"\nvalue = \"rank(经费, among = all, order = high_first)\"\n",
    ),
    (
        "outcome-gap",
        "\"r\"",
        "[[rule]]\nid = \"r\"\nvalue = \"经费\"\npoints = 2\noutcome = [{ at_least = 9, points = 2 }, { less_than = 8, points = 0 }]\n",
    ),
    (
        "veto-without-effect",
        "\"r\"",
        "[[rule]]\nid = \"r\"\nrole = \"veto\"\neffect = \"refuse\"\nmet_when = \"经费 > 1 元\"\n[[verdict]]\nid = \"v\"\nmet_when = \"经费 > 2 元\"\n",
    ),
    ("bad-argument", "在校生数", "[[rule]]\nid = \"r\"\nvalue = \"sum(班额, weight = 在校生数)\"\n"),
    ("unknown-unit", "5 头", "[[rule]]\nid = \"r\"\nmet_when = \"经费 > 5 头\"\n"),
    (
        "unknown-unit",
        "\"头\"",
        "[[field]]\nid = \"pigs\"\nlabel = \"猪\"\nlevel = \"school\"\nkind = \"count\"\nunit = \"头\"\n",
    ),
    (
        "unit-mismatch",
        "班数 + 在校生数",
        "[[rule]]\nid = \"r\"\nlevel = \"entry\"\nvalue = \"(班数 + 在校生数) * 1\"\n",
    ),
    ("unit-mismatch", "经费 > 5 生", "[[rule]]\nid = \"r\"\nmet_when = \"非 (经费 > 5 生)\"\n"),
    (
        "unit-mismatch",
        "专任教师数 / 在校生数",
        "[[measure]]\nid = \"m\"\ntitle = \"生师比\"\nlevel = \"entry\"\nunit = \"生/师\"\nvalue = \"专任教师数 / 在校生数\"\n",
    ),
    ("type-mismatch", "办学类型", "[[rule]]\nid = \"r\"\nlevel = \"school\"\nvalue = \"1 + 办学类型\"\n"),
    ("type-mismatch", "经费", "[[rule]]\nid = \"r\"\nmet_when = \"经费\"\n"),
    ("type-mismatch", "经费", "[[rule]]\nid = \"r\"\nmet_when = \"经费 > 0 元 and 经费\"\n"),
    ("wrong-level", "在校生数", "[[rule]]\nid = \"r\"\nvalue = \"经费 / 在校生数\"\n"),
    ("wrong-level", "班额", "[[rule]]\nid = \"r\"\nlevel = \"school\"\nvalue = \"班额\"\n"),
    ("missing-weight", "cv(班额)", "[[rule]]\nid = \"r\"\nvalue = \"0 + cv(班额)\"\n"),
    (
        "cycle",
        "\"乙\"",
        "[[measure]]\nid = \"a\"\ncode = \"甲\"\ntitle = \"t\"\nlevel = \"county\"\nunit = \"元\"\nvalue = \"乙\"\n[[measure]]\nid = \"b\"\ncode = \"乙\"\ntitle = \"t\"\nlevel = \"county\"\nunit = \"元\"\nvalue = \"甲\"\n",
    ),
    (
        "cycle",
        "\"净面积\"",
        "[[field]]\nid = \"net\"\nlabel = \"净面积\"\nlevel = \"school\"\nkind = \"number\"\nderive = \"净面积\"\n",
    ),
    ("cycle", "\"town\"", "[[level]]\nid = \"town\"\ntitle = \"乡\"\nparent = \"town\"\n"),
    ("unstated-choice", "[[rule]]", "[[rule]]\nid = \"r\"\n"),
    (
        "unstated-choice",
        "{ primary = 1, junior = 2 }",
        "[[rule]]\nid = \"r\"\nvalue = \"经费\"\nat_least = { primary = 1, junior = 2 }\n",
    ),
    (
        "total-mismatch",
        "[[section]]",
        "[[section]]\nid = \"a\"\ntitle = \"甲\"\npoints = 10\n[[rule]]\nid = \"r\"\nin = \"a\"\nrole = \"scored\"\npoints = 9\nvalue = \"经费\"\nat_least = 1\n",
    ),
    ("empty-set", "veto", "[[rule]]\nid = \"r\"\nmet_when = \"all(veto)\"\n"),
    (
        "unreachable-points",
        "\"r\"",
        "[[rule]]\nid = \"r\"\nrole = \"scored\"\npoints = 10\nask = { answers = [\"好\", \"差\"], met = [\"好\"] }\n[[rule.outcome]]\nwhen = \"answer = 好\"\npoints = [6, 9]\n[[rule.outcome]]\nwhen = \"else\"\npoints = [0, 5]\n",
    ),
    (
        "missing-stage",
        "{ primary = 45 }",
        "[[rule]]\nid = \"r\"\nlevel = \"class\"\nvalue = \"班额\"\nat_most = { primary = 45 }\n",
    ),
    (
        "missing-case",
        "\"办学类型\"",
        "[[standard]]\nid = \"s\"\nunit = \"生\"\nby = [\"办学类型\"]\nrows = [[\"小学\", 10]]\n",
    ),
    (
        "missing-case",
        "\"办学类型 = 小学\"",
        "[[rule]]\nid = \"r\"\nlevel = \"school\"\nvalue = \"sum(在校生数)\"\nvariant = [{ id = \"v\", when = \"办学类型 = 小学\", at_most = 9 }]\n",
    ),
    (
        "two-in-force",
        "\"小学\"",
        "[[standard]]\nid = \"s\"\nunit = \"生\"\nby = [\"办学类型\"]\nrows = [[\"小学\", 10], [\"初级中学\", 12], [\"小学\", 11]]\n",
    ),
    (
        "two-in-force",
        "\"经费 > 0\"",
        "[[rule]]\nid = \"r\"\nvalue = \"经费\"\nat_least = 1\nif_several = \"first\"\nvariant = [{ id = \"v\", when = \"经费 > 0\", at_least = 2, until = 2024-12-31 }, { id = \"w\", when = \"经费 > 0\", at_least = 3, from = 2024-12-31 }]\n",
    ),
    (
        "never-in-force",
        "\"r\"",
        "[[rule]]\nid = \"r\"\nvalue = \"经费\"\nat_least = 1\nfrom = 2025-01-01\nuntil = 2024-12-31\n",
    ),
    (
        "points-out-of-range",
        "6",
        "[[rule]]\nid = \"r\"\nrole = \"scored\"\npoints = 5\nvalue = \"经费\"\nat_least = 1\noutcome = [{ when = \"met\", points = 6 }, { when = \"else\", points = 0 }]\n",
    ),
    ("not-yet", "quantile(经费)", "[[rule]]\nid = \"r\"\nvalue = \"1 元 + quantile(经费)\"\n"),
    ("missing-weight", "theil(班额)", "[[rule]]\nid = \"r\"\nvalue = \"0 + theil(班额)\"\n"),
    ("bad-argument", "between(班额, weight = 1)", "[[rule]]\nid = \"r\"\nvalue = \"0 + between(班额, weight = 1)\"\n"),
    (
        "bad-argument",
        "theil(班额, weight = 1, by = 办学类型)",
        "[[rule]]\nid = \"r\"\nvalue = \"0 + theil(班额, weight = 1, by = 办学类型)\"\n",
    ),
    (
        "bad-argument",
        "within(经费, weight = 1, by = county, among = all)",
        "[[rule]]\nid = \"r\"\nvalue = \"0 + within(经费, weight = 1, by = county, among = all)\"\n",
    ),
    ("bad-argument", "班数", "[[rule]]\nid = \"r\"\nvalue = \"between(班数, weight = 1, by = 班数)\"\n"),
    ("bad-argument", "单位名称", "[[rule]]\nid = \"r\"\nvalue = \"between(班数, weight = 1, by = 单位名称)\"\n"),
    ("unknown-name", "town", "[[rule]]\nid = \"r\"\nvalue = \"between(班数, weight = 1, by = town)\"\n"),
    ("wrong-level", "班额", "[[rule]]\nid = \"r\"\nvalue = \"between(班数, weight = 1, by = 班额)\"\n"),
];

fn base() -> String {
    let field = |id: &str, label: &str, level: &str, unit: &str, more: &str| {
        format!(
            "[[field]]\nid = \"{id}\"\nlabel = \"{label}\"\nlevel = \"{level}\"\nkind = \"number\"\nunit = \"{unit}\"\n{more}"
        )
    };
    let fields = [
        field("students", "在校生数", "school", "生", "by = \"stage\"\n"),
        field("teachers", "专任教师数", "school", "师", "by = \"stage\"\n"),
        field("classes", "班数", "school", "班", "by = \"stage\"\n"),
        field("class_size", "班额", "class", "生", ""),
        field("money", "经费", "county", "元", ""),
        "[[field]]\nid = \"kind\"\nlabel = \"办学类型\"\nlevel = \"school\"\nkind = \"word\"\nvalues = [\"小学\", \"初级中学\"]\n".to_owned(),
    ];
    format!("{HEAD}{}", fields.concat())
}

#[test]
fn the_caret_is_under_what_is_wrong() {
    assert!(complaints(&base()).is_empty(), "the pack the rows are added to is right: {:?}", complaints(&base()));
    let mut wrong = Vec::new();
    for (code, under, text) in ROWS {
        let found = complaints(&format!("{}{text}", base()));
        let fits = |(known, caret): &(&str, String)| known == code && is_under(caret, under);
        if !found.iter().any(fits) {
            wrong.push(format!("{code} under `{under}`: {found:?}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A record as a whole is known by its first line.
fn is_under(caret: &str, under: &str) -> bool {
    caret == under || under.starts_with("[[") && (caret.starts_with(under) || caret.starts_with("id = "))
}

#[test]
fn one_mistake_is_told_once() {
    for (code, under, text) in ROWS.iter().filter(|(code, ..)| !matches!(*code, "toml-syntax" | "duplicate-id")) {
        let found = complaints(&format!("{}{text}", base()));
        let unique: BTreeSet<_> = found.iter().collect();
        assert_eq!(unique.len(), found.len(), "{code} under `{under}`: {found:?}");
        assert_eq!(found.iter().filter(|(known, _)| known == code).count(), 1, "{code} under `{under}`: {found:?}");
    }
}

// ── where the text stands ────────────────────────────────

#[test]
fn places_hold_in_literals_of_every_kind() {
    let rule = |literal: &str| complaints(&format!("{}[[rule]]\nid = \"r\"\nmet_when = {literal}\n", base()));
    let unknown = |under: &str| vec![("unknown-name", under.to_owned())];
    assert_eq!(rule("'经费 > 没有'"), unknown("没有"));
    assert_eq!(rule("'''经费 > 0 元\n  and 经费 > 没有'''"), unknown("没有"));
    assert_eq!(rule("'''\n经费 > 0 元\n  and 经费 > 没有\n'''"), unknown("没有"));
    assert_eq!(rule("\"\"\"\n经费 > 0 元 and\n经费 > 没有\n\"\"\""), unknown("没有"));
    // Full-width letters are other spellings: the caret is under what was written.
    assert_eq!(rule("'经费　＞　没有ＡＢ'"), unknown("没有ＡＢ"));
    // The caret is under the longer name, not under the right one it begins with.
    assert_eq!(rule("'经费 > 0 元 or 经费 > 经费们'"), unknown("经费们"));
}

#[test]
fn where_escapes_move_the_places_the_caret_is_under_the_whole_literal() {
    let rule = |literal: &str| complaints(&format!("{}[[rule]]\nid = \"r\"\nmet_when = {literal}\n", base()));
    let unknown = |under: &str| vec![("unknown-name", under.to_owned())];
    let escaped = "\"\\u7ecf\\u8d39 > 没有\"";
    assert_eq!(rule(escaped), unknown(escaped));
    let tab = "\"经费\\t> 没有\"";
    assert_eq!(rule(tab), unknown(tab));
    let continued = "\"\"\"经费 > \\\n   没有\"\"\"";
    assert_eq!(rule(continued), unknown(continued));
    let syntax = "\"经费\\n> @\"";
    assert_eq!(rule(syntax), vec![("formula-syntax", syntax.to_owned())]);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = "[[rule]]\nid = \"a\"\nvalue = \"没有甲 / 经费\"\n[[rule]]\nid = \"b\"\nvalue = \"没有乙 / 没有丙\"\n[[rule]]\nid = \"c\"\nvalue = \"cv(班额)\"\n";
    let found = complaints(&format!("{}{text}", base()));
    let carets: Vec<&str> = found.iter().map(|(_, under)| under.as_str()).collect();
    assert_eq!(carets, ["没有甲", "没有乙", "没有丙", "cv(班额)"]);
}

// ── packs that use and extend others ─────────────────────

fn extending(changes: &str) -> String {
    // Changes may stand above the first header only, so they come first.
    format!(
        "{changes}\n[pack]\nid = \"child\"\ntitle = \"下级\"\nversion = \"1.0.0\"\nextends = {{ pack = \"tiny\", version = \"1\" }}\n"
    )
}

fn parent() -> String {
    base()
        + "[[rule]]\nid = \"money\"\nvalue = \"经费\"\nat_least = 100\ndownstream = \"tighten_only\"\n"
        + "[[rule]]\nid = \"sealed\"\nvalue = \"经费\"\nat_least = 100\ndownstream = \"fixed\"\n"
}

fn told(diagnostics: &Diagnostics, sources: &junheng::source::Sources) -> Vec<(&'static str, String)> {
    diagnostics.iter().map(|diagnostic| complaint(diagnostic, sources)).collect()
}

fn child(text: &str) -> Vec<(&'static str, String)> {
    let shelf = Shelf(vec![("child".to_owned(), text.to_owned()), ("tiny".to_owned(), parent())]);
    let (_, diagnostics, sources) = compile_shelf(shelf);
    told(&diagnostics, &sources)
}

const OF_PACKS: &[Row] = &[
    (
        "unknown-target",
        "\"rule.monye.at_least\"",
        "change = [{ target = \"rule.monye.at_least\", from = 100, to = 200 }]",
    ),
    ("wrong-old-value", "90", "change = [{ target = \"rule.money.at_least\", from = 90, to = 200 }]"),
    (
        "no-effect",
        "{ target = \"rule.money.at_least\", from = 100, to = 100.0 }",
        "change = [{ target = \"rule.money.at_least\", from = 100, to = 100.0 }]",
    ),
    (
        "tighten-only",
        "{ target = \"rule.money.at_least\", from = 100, to = 90 }",
        "change = [{ target = \"rule.money.at_least\", from = 100, to = 90 }]",
    ),
    (
        "fixed-value",
        "{ target = \"rule.sealed.at_least\", from = 100, to = 200 }",
        "change = [{ target = \"rule.sealed.at_least\", from = 100, to = 200 }]",
    ),
    (
        "bad-change",
        "{ target = \"rule.money.at_least\", from = 100 }",
        "change = [{ target = \"rule.money.at_least\", from = 100 }]",
    ),
    (
        "changed-twice",
        "\"rule.money.at_least\"",
        "change = [{ target = \"rule.money.at_least\", from = 100, to = 200 }]\ndrop = [{ target = \"rule.money.at_least\", reason = \"\" }]",
    ),
    ("whole-record", "\"rule.money\"", "change = [{ target = \"rule.money\", remove = \"at_least\" }]"),
    ("not-a-list", "\"rule.money.at_least\"", "change = [{ target = \"rule.money.at_least\", append = 3 }]"),
    ("not-in-list", "\"高中\"", "change = [{ target = \"field.kind.values\", remove = \"高中\" }]"),
    (
        "not-comparable",
        "{ target = \"rule.money.value\", from = \"经费\", to = \"经费 * 2\" }",
        "change = [{ target = \"rule.money.value\", from = \"经费\", to = \"经费 * 2\" }]",
    ),
    ("guarded-drop", "\"rule.money\"", "drop = [{ target = \"rule.money\", reason = \"\" }]"),
    ("drop-until", "2024-12-31", "drop = [{ target = \"field.class_size\", reason = \"\", until = 2024-12-31 }]"),
    ("still-referred", "\"field.money\"", "drop = [{ target = \"field.money\", reason = \"\" }]"),
    ("unknown-target", "\"rule.没有\"", "drop = [{ target = \"rule.没有\", reason = \"\" }]"),
];

#[test]
fn a_change_is_told_where_it_stands() {
    assert_eq!(child(&extending("")), []);
    assert_eq!(child(&extending("change = [{ target = \"rule.money.at_least\", from = 100, to = 200 }]")), []);
    for (code, under, changes) in OF_PACKS {
        assert_eq!(child(&extending(changes)), [(*code, (*under).to_owned())], "{changes}");
    }
}

#[test]
fn a_pack_that_is_not_there_is_told_where_it_is_named() {
    let version = extending("").replace("version = \"1\" }", "version = \"2\" }");
    assert_eq!(child(&version), [("version-mismatch", "{ pack = \"tiny\", version = \"2\" }".to_owned())]);
    let missing = extending("").replace("pack = \"tiny\"", "pack = \"tinny\"");
    assert_eq!(child(&missing).first(), Some(&("pack-not-found", "{ pack = \"tinny\", version = \"1\" }".to_owned())));
    let dropped = "drop = [{ target = \"field.kind\", reason = \"\", until = 2020-12-31 }]";
    let late = extending(dropped) + "in_force = { from = 2024-01-01 }\n";
    assert_eq!(child(&late), [("expired-drop", "2020-12-31".to_owned())]);
    let circle = extending("").replace("pack = \"tiny\"", "pack = \"child\"");
    assert_eq!(child(&circle).first(), Some(&("pack-cycle", "{ pack = \"child\", version = \"1\" }".to_owned())));
}

#[test]
fn every_code_of_a_pack_is_tried_here() {
    let tried: BTreeSet<&str> = ROWS.iter().chain(OF_PACKS).map(|(code, ..)| *code).collect();
    let elsewhere = ["pack-not-found", "version-mismatch", "pack-cycle", "expired-drop"];
    let of_locks = ["lock-differs", "lock-misses", "lock-stale", "lock-unreadable"];
    let all: BTreeSet<&str> = tried
        .into_iter()
        .chain(OF_DATA)
        .chain(OF_LINTS)
        .chain(OF_MISPLACED)
        .chain(OF_CHECKS)
        .chain(elsewhere)
        .chain(of_locks)
        // Those are tried with plugins at hand.
        .chain(OF_PLUGINS.iter().map(|message| message.code))
        .collect();
    let missing: Vec<&str> = messages().map(|message| message.code).filter(|code| !all.contains(code)).collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
}
