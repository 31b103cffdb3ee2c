//! The wording of every diagnostic of the authoring tools, in both languages, once.

junheng::catalogue! {
    FULL_WIDTH Note "full-width"
        zh "`{found}` 不是 TOML 的写法，应作 `{right}`"
        en "`{found}` is no TOML; it is written `{right}`";
}
