cargo test
cargo build --release
for built in "target/release/libPLUGIN_ID.$ending" "target/release/PLUGIN_ID.$ending"; do
    if [ -f "$built" ]; then cp "$built" "$file"; fi
done
"${JUNHENG:-junheng}" pack lock pack
