package io.komauth.benchmarks.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.komauth.benchmarks.Samples;
import io.komauth.benchmarks.Table;
import io.komauth.captcha.image.Alphabet;

/** What is kept of all that was typed. */
final class Counts {

    private final Map<String, Integer> confusions = new TreeMap<>();
    private final List<Double> seconds = new ArrayList<>();
    private int persons;
    private int right;
    private int wrong;
    private int unread;
    private int otherLength;

    void addPerson() {
        persons++;
    }

    /**
     * Compares as a login does: case, surrounding blanks and look-alikes do not matter.
     *
     * @param shown what the picture shows
     * @param typed by the person; nothing if the picture could not be read
     * @param taken seconds from the page with the picture to the answer
     * @return whether it is right
     */
    boolean add(String shown, String typed, double taken) {
        seconds.add(taken);
        String read = Alphabet.normalize(typed);
        if (read.isEmpty()) {
            unread++;
        } else if (read.equals(shown)) {
            right++;
            return true;
        } else {
            wrong++;
            compare(shown, read);
        }
        return false;
    }

    int persons() {
        return persons;
    }

    private void compare(String shown, String read) {
        if (read.length() != shown.length()) {
            otherLength++;
            return;
        }
        for (int i = 0; i < shown.length(); i++) {
            if (shown.charAt(i) != read.charAt(i)) {
                confusions.merge(shown.charAt(i) + " | " + printable(read.charAt(i)), 1, Integer::sum);
            }
        }
    }

    private static String printable(char typed) {
        return Character.isLetterOrDigit(typed) ? String.valueOf(typed) : String.format(Locale.ROOT, "U+%04X", (int) typed);
    }

    /**
     * Makes the tables of the result.
     *
     * @return Markdown
     * @throws IllegalStateException if no picture was answered
     */
    String tables() {
        if (seconds.isEmpty()) {
            throw new IllegalStateException("No picture was answered, so there is no result and nothing was written.");
        }
        Table result = new Table("persons", "pictures", "right", "wrong", "not readable", "median time").row(persons,
                seconds.size(), right, wrong, unread, String.format(Locale.ROOT, "%.1f s", new Samples(seconds).median()));
        return result + "\n" + confusionTable() + "\nAnswers with too many or too few characters: " + otherLength + ".\n";
    }

    private String confusionTable() {
        if (confusions.isEmpty()) {
            return "No character was taken for another.\n";
        }
        Table table = new Table("character shown", "typed as", "times");
        confusions.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(confusion -> table.row(confusion.getKey(), confusion.getValue()));
        return table.toString();
    }
}
