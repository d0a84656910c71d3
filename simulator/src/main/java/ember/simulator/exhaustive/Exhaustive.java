// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.exhaustive;

import ember.simulator.oracle.Violation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through every course of tiny worlds, those first that differ little from the plainest one. A course that comes to a state where
 * another has been goes no further: what can come of it is known. A state is reached again by repeating the moves that led to it, since
 * a scheduler cannot be copied.
 */
public final class Exhaustive {
    /** Longer than any course has been by far: whoever reaches it goes round in circles. */
    private static final int MOST_MOVES = 300;

    private final TinyWorld world;
    private final long mostCourses;
    private final Set<Long> seen = new HashSet<>();
    private long courses;
    private long ends;
    private int longest;

    private Exhaustive(TinyWorld world, long mostCourses) {
        this.world = world;
        this.mostCourses = mostCourses;
    }

    /** Moves from the beginning; courses share what they have in common. */
    private record Path(@Nullable Path before, Move last) {
        List<Move> moves() {
            Deque<Move> moves = new ArrayDeque<>();
            for (Path path = this; path != null; path = path.before) {
                moves.addFirst(path.last);
            }
            return List.copyOf(moves);
        }
    }

    /**
     * What a search saw.
     *
     * @param world what was tried
     * @param states different states
     * @param courses courses taken, each up to a state that was known or to its end
     * @param ends courses that came to their end
     * @param longest moves of the longest course
     * @param complete whether there was nothing more to try
     */
    public record Result(String world, long states, long courses, long ends, int longest, boolean complete) {
        @Override
        public String toString() {
            return String.format(
                    "%-60s %,9d states %,9d courses %,7d ends, longest %d%s",
                    world, states, courses, ends, longest, complete ? "" : ", not complete");
        }
    }

    /**
     * Searches every tiny world.
     *
     * @param mostCourses for each world; a search that reaches it is left incomplete
     * @param results told of each world when it was searched
     * @throws Violation at the first course in which the scheduler did what it must not, with the moves that led there
     */
    public static void run(long mostCourses, Consumer<Result> results) {
        for (TinyWorld world : TinyWorlds.all()) {
            results.accept(new Exhaustive(world, mostCourses).search());
        }
    }

    private Result search() {
        Deque<Path> open = new ArrayDeque<>();
        follow(List.of(), null, open);
        while (!open.isEmpty() && courses < mostCourses) {
            Path path = open.remove();
            follow(path.moves(), path, open);
        }
        return new Result(world.name(), seen.size(), courses, ends, longest, open.isEmpty());
    }

    /** Takes a course from its first moves to its end or to a known state; what else could happen on the way is put aside. */
    private void follow(List<Move> first, @Nullable Path taken, Deque<Path> open) {
        courses++;
        Course course = new Course(world);
        Path path = taken;
        try {
            for (Move move : first) {
                course.take(move);
            }
            while (seen.add(course.state())) {
                List<Move> choices = course.choices();
                if (choices.isEmpty()) {
                    course.finished();
                    ends++;
                    return;
                }
                for (int i = 1; i < choices.size(); i++) {
                    open.add(new Path(path, choices.get(i)));
                }
                path = new Path(path, choices.get(0));
                course.take(choices.get(0));
                longest = Math.max(longest, course.moves().size());
                if (course.moves().size() > MOST_MOVES) {
                    throw new Violation("the world does not come to an end");
                }
            }
        } catch (Violation violation) {
            throw new Violation(
                    "in the tiny world '" + world.name() + "': " + violation.getMessage() + "\nafter " + course.moves(),
                    violation);
        }
    }
}
