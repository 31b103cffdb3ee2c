//! The JSON Schema of the pack language, made from the records that read a pack: editors complete and check with it.

use std::collections::BTreeMap;

use junheng::pack::Pack;
use junheng::pack::shape::{Key, Record, Shape};
use serde_json::{Map, Value, json};

/// The schema (draft 2020-12) of one file of a pack, with a line break at its end.
///
/// Only `pack.toml` has a head, so nothing is required at the top.
pub fn schema() -> String {
    let mut definitions = BTreeMap::new();
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".to_owned(), json!("Junheng rule pack"));
    let mut whole = table(&Pack::record(), &mut definitions);
    whole.remove("required");
    root.append(&mut whole);
    root.insert("$defs".to_owned(), Value::Object(definitions.into_iter().collect()));
    format!("{:#}\n", Value::Object(root))
}

/// The records met so far, by name.
type Definitions = BTreeMap<String, Value>;

/// A record: its keys and no others.
fn table(record: &Record, definitions: &mut Definitions) -> Map<String, Value> {
    let properties = record.keys.iter().map(|key| (key.name.to_owned(), property(key, definitions)));
    let properties: Map<String, Value> = properties.collect();
    let required: Vec<&str> = record.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut table = Map::new();
    table.insert("description".to_owned(), json!(record.doc.trim()));
    table.insert("type".to_owned(), json!("object"));
    table.insert("properties".to_owned(), Value::Object(properties));
    table.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        table.insert("required".to_owned(), json!(required));
    }
    table
}

fn property(key: &Key, definitions: &mut Definitions) -> Value {
    let mut value = of(&key.shape, definitions);
    if let Value::Object(members) = &mut value {
        members.insert("description".to_owned(), json!(key.doc.trim()));
    }
    value
}

fn of(shape: &Shape, definitions: &mut Definitions) -> Value {
    match shape {
        Shape::Any => json!({}),
        Shape::Text => json!({ "type": "string" }),
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z][a-z0-9_]*$" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Exactly(text) => json!({ "const": text }),
        Shape::Word(words) => words_of(words),
        Shape::OneOf(shapes) => {
            json!({ "anyOf": shapes.iter().map(|shape| of(shape, definitions)).collect::<Vec<_>>() })
        }
        Shape::List(member) => json!({ "type": "array", "items": of(member, definitions) }),
        Shape::Pair(member) => {
            json!({ "type": "array", "items": of(member, definitions), "minItems": 2, "maxItems": 2 })
        }
        Shape::Map(value) => json!({ "type": "object", "additionalProperties": of(value, definitions) }),
        Shape::Record(record) => reference(&record(), definitions),
    }
}

/// A word among those of an enum; each is a constant of its own so that an editor can say what it means.
fn words_of(words: &[(&str, &str)]) -> Value {
    let word = |(word, doc): &(&str, &str)| json!({ "const": word, "description": doc.trim() });
    json!({ "type": "string", "oneOf": words.iter().map(word).collect::<Vec<_>>() })
}

/// A record by reference; its definition is made when it is first met.
fn reference(record: &Record, definitions: &mut Definitions) -> Value {
    if !definitions.contains_key(record.name) {
        // Held free first, for a record may hold itself.
        definitions.insert(record.name.to_owned(), Value::Null);
        let made = Value::Object(table(record, definitions));
        definitions.insert(record.name.to_owned(), made);
    }
    json!({ "$ref": format!("#/$defs/{}", record.name) })
}
