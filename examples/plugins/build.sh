#!/bin/sh
# 编译两个示例插件，放进各自的规则包并锁定 / builds both examples, puts them into their packs and locks these
set -eu
here=$(cd "$(dirname "$0")" && pwd)
contract=$here/../../crates/junheng-plugin/include
platform=$here/../../crates/junheng-author/src/skeleton/plugin/platform.sh
for plugin in between_school walking; do
    (
        cd "$here/$plugin"
        eval "$(sed '/^cd /d' "$platform")"
        if [ -f Cargo.toml ]; then
            cargo build --release --locked
            for built in "target/release/lib$plugin.$ending" "target/release/$plugin.$ending"; do
                if [ -f "$built" ]; then cp "$built" "$file"; fi
            done
        else
            ${CC:-cc} -std=c99 -O2 -shared -fPIC -fvisibility=hidden -I "$contract" -o "$file" "$plugin.c" -lm
        fi
        "${JUNHENG:-junheng}" pack lock pack
    )
done
