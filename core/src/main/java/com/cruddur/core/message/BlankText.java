package com.cruddur.core.message;

/**
 * The one definition of blank: a text of nothing but white space (Unicode's property White_Space) and characters that
 * show nothing (controls, Default_Ignorable_Code_Point, halves of surrogate pairs, the empty Braille pattern). Unicode
 * 17. In a regular expression of JavaScript:
 * {@code /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2800]*$/u}.
 *
 * @see <a href="https://www.unicode.org/reports/tr44/#White_Space">White_Space</a>
 * @see <a href="https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point">Default_Ignorable_Code_Point</a>
 */
public final class BlankText {

    private static final int EMPTY_BRAILLE_PATTERN = 0x2800;

    /** From and to, both included, of Default_Ignorable_Code_Point. Java does not know this property. */
    private static final int[][] IGNORABLE = {
        {0x00AD, 0x00AD},
        {0x034F, 0x034F},
        {0x061C, 0x061C},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x200B, 0x200F},
        {0x202A, 0x202E},
        {0x2060, 0x206F},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFF8},
        {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A},
        {0xE0000, 0xE0FFF},
    };

    private BlankText() {}

    /** Whether a person would see nothing. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(BlankText::showsNothing);
    }

    private static boolean showsNothing(int character) {
        // Separators and the controls are all that White_Space has.
        return Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || character == EMPTY_BRAILLE_PATTERN
                || isIgnorable(character);
    }

    private static boolean isIgnorable(int character) {
        for (int[] range : IGNORABLE) {
            if (character >= range[0] && character <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
