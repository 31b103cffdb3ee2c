//! Damage to files, the same in every run.

/// A plain generator.
pub struct Dice(pub u64);

impl Dice {
    /// A number below this one.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// The bytes with fewer than `times` places spoilt by one of the pieces.
    pub fn damaged(&mut self, sound: &[u8], pieces: &[&[u8]], times: usize) -> Vec<u8> {
        let mut bytes = sound.to_vec();
        for _ in 0..self.below(times) {
            let at = self.below(bytes.len());
            let end = (at + self.below(4)).min(bytes.len());
            let piece = pieces[self.below(pieces.len())];
            bytes.splice(at..end, piece.iter().copied());
        }
        bytes
    }
}
