package io.sextant.sandbox.nim;

/**
 * Counts tokens of a text the way byte-pair tokenizers come out on average: short words are one token, long words one
 * per six letters, digits one per three, each sign one.
 */
final class TokenCount {
    private static final int LETTERS_PER_TOKEN = 6;
    private static final int DIGITS_PER_TOKEN = 3;

    private TokenCount() {}

    static int of(String text) {
        int tokens = 0;
        int position = 0;
        while (position < text.length()) {
            char first = text.charAt(position);
            if (Character.isLetter(first)) {
                int end = endOfLetters(text, position);
                tokens += Math.ceilDiv(end - position, LETTERS_PER_TOKEN);
                position = end;
            } else if (Character.isDigit(first)) {
                int end = endOfDigits(text, position);
                tokens += Math.ceilDiv(end - position, DIGITS_PER_TOKEN);
                position = end;
            } else {
                tokens += Character.isWhitespace(first) ? 0 : 1;
                position++;
            }
        }
        return tokens;
    }

    private static int endOfLetters(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
