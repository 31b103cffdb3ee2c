//! What a result owes to functions from outside: who computed it, what they said.

use junheng::evaluate::Reason;
use junheng::function::native::{Native, Origin, Told};
use junheng::program::CheckId;

use crate::context::Context;
use crate::layout::wrap;
use crate::paper::Paper;
use crate::record::Finding;
use crate::wording::{Wording, absence, wordings};

wordings! {
    PLUGIN_LINE zh "插件：{plugin} {version}，SHA-256 {sha256}；由它算出的值按双精度比较，不作精确复核。" en "Plugin: {plugin} {version}, SHA-256 {sha256}; what it computes is compared as f64, without the exact second look.";
    COMPUTED_BY zh "由插件 {plugin} {version} 的函数 {name} 计算，按双精度比较（SHA-256 {sha256}）" en "computed by {name} of the plugin {plugin} {version}, compared as f64 (SHA-256 {sha256})";
    USED zh "插件 {plugin} {version} 的 {name}" en "{name} of the plugin {plugin} {version}";
    FAILED zh "出错：{unit} {what}：{why}" en "error: {unit} {what}: {why}";
    LOCKED_PLUGIN zh "插件 {id}（{platform}）  SHA-256 {sha256}" en "plugin {id} ({platform})  SHA-256 {sha256}";
    MISSING_ERROR zh "{unit} {what}：{why}，因此出错 {rules}" en "{unit} {what}: {why}, an error in {rules}";
}

/// A line for each plugin that the pack uses.
pub fn plugins(context: Context<'_>) -> Vec<String> {
    let origins = origins(context.program().natives().into_iter().map(|function| &**function));
    origins.into_iter().flat_map(|origin| wrap(&context.say(&PLUGIN_LINE, &arguments(origin)), 0)).collect()
}

/// The plugins of some functions, each once.
pub fn origins<'f>(functions: impl IntoIterator<Item = &'f Native>) -> Vec<&'f Origin> {
    let mut origins: Vec<&Origin> = functions.into_iter().map(|function| &function.from).collect();
    origins.sort();
    origins.dedup();
    origins
}

/// The functions from outside that a check is made with, a line for each.
pub fn computed_by(context: Context<'_>, check: CheckId) -> Vec<String> {
    let functions = context.program().natives_of(check).into_iter();
    let line = |function: &Native| {
        let named = arguments(&function.from).into_iter().chain([("name", function.name.clone())]);
        wrap(&context.say(&COMPUTED_BY, &named.collect::<Vec<_>>()), 2)
    };
    functions.flat_map(|function| line(function)).collect()
}

fn arguments(from: &Origin) -> [(&'static str, String); 3] {
    [("plugin", from.plugin.clone()), ("version", from.version.clone()), ("sha256", from.sha256.clone())]
}

/// A line for each plugin that a result rests on.
pub fn named(paper: Paper<'_>) -> Vec<String> {
    let plugins = paper.record.run.plugins.iter();
    let told = plugins.map(|one| [("plugin", &one.id), ("version", &one.version), ("sha256", &one.sha256)]);
    told.map(|told| paper.say(&PLUGIN_LINE, &told.map(|(name, text)| (name, text.clone())))).collect()
}

/// The functions from outside that findings were made with, each once, in words; nothing where there are none.
pub fn used<'f>(paper: Paper<'_>, findings: impl IntoIterator<Item = &'f Finding>) -> String {
    let mut told: Vec<String> = Vec::new();
    for native in findings.into_iter().flat_map(|finding| &finding.found.natives) {
        let plugin = paper.record.run.plugins.iter().find(|plugin| plugin.id == native.plugin);
        let version = plugin.map_or("", |plugin| &plugin.version).to_owned();
        let line = [("plugin", native.plugin.clone()), ("version", version), ("name", native.function.clone())];
        let line = paper.say(&USED, &line);
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told.join(paper.word(&crate::wording::LIST_SEPARATOR))
}

/// Why something is not known, in words: what a function from outside said of it, else the usual words.
pub fn why(context: Context<'_>, reason: &Reason) -> String {
    match &reason.told {
        Some(told) => {
            let [zh, en] = told.text();
            context.language.pick(&[&zh, &en]).to_owned()
        }
        None => context.word(absence(reason.presence)).to_owned(),
    }
}

/// Whether a function from outside failed.
pub fn failed(reason: &Reason) -> bool {
    matches!(reason.told, Some(Told::Failed(_)))
}
