package com.cruddur.cli.ddb.bulk;

import java.util.Random;

/** Chance that can be repeated: a stream of numbers for each seed and place, the same on every machine. */
final class BulkDice {

    private BulkDice() {}

    /** {@link Random} is specified to the bit; its first numbers for seeds next to each other are alike, hence the mixing. */
    static Random at(long seed, long place) {
        // The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators).
        long z = seed * 0x9E3779B97F4A7C15L + place;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return new Random(z ^ z >>> 31);
    }
}
