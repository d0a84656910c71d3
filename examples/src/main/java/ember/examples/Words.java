// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a line into words. */
final class Words {
    private Words() {}

    /** The words of a line in lower case, in order. A word is an unbroken run of letters. */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean letter = i < line.length() && Character.isLetter(line.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                words.add(line.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
        return words;
    }
}
