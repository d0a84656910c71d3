// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.KeyEquality;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Joins the groups of equal keys of several cursors, each ordered by hash code. Values come in the order of the cursors. All keys of
 * one hash code are looked at together: they need not be ordered otherwise, and one that does not even equal itself does no harm.
 */
final class MergedGroups implements GroupCursor {
    private record Group(@Nullable Object key, int hash, Sides sides) {}

    /** A cursor at a group. */
    private record Head(GroupCursor cursor, int number) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            int byHash = Integer.compare(cursor.hash(), other.cursor.hash());
            return byHash != 0 ? byHash : Integer.compare(number, other.number);
        }
    }

    private final List<? extends GroupCursor> cursors;
    private final PriorityQueue<Head> heads = new PriorityQueue<>();
    /** Groups of one hash code, complete as soon as that of all heads is greater. */
    private final Deque<Group> complete = new ArrayDeque<>();

    private boolean started;
    private @Nullable Group current;

    MergedGroups(List<? extends GroupCursor> cursors) {
        this.cursors = cursors;
    }

    @Override
    public boolean advance() throws Exception {
        if (!started) {
            started = true;
            for (int i = 0; i < cursors.size(); i++) {
                enter(new Head(cursors.get(i), i));
            }
        }
        if (complete.isEmpty() && !heads.isEmpty()) {
            completeNextHash();
        }
        current = complete.poll();
        return current != null;
    }

    private void enter(Head head) throws Exception {
        if (head.cursor().advance()) {
            heads.add(head);
        }
    }

    private void completeNextHash() throws Exception {
        int hash = heads.element().cursor().hash();
        for (Head head = heads.peek(); head != null && head.cursor().hash() == hash; head = heads.peek()) {
            heads.remove();
            GroupCursor cursor = head.cursor();
            Group same = find(cursor.key());
            if (same == null) {
                complete.add(new Group(cursor.key(), hash, cursor.sides()));
            } else {
                same.sides().appendAll(cursor.sides());
            }
            enter(head);
        }
    }

    private @Nullable Group find(@Nullable Object key) {
        for (Group group : complete) {
            if (KeyEquality.JDK.equal(group.key(), key)) {
                return group;
            }
        }
        return null;
    }

    private Group current() {
        return Objects.requireNonNull(current, "not at a group");
    }

    @Override
    public int hash() {
        return current().hash();
    }

    @Override
    public @Nullable Object key() {
        return current().key();
    }

    @Override
    public Sides sides() {
        return current().sides();
    }
}
