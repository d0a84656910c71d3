// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import ember.observe.status.ApplicationStore;
import ember.observe.status.StageTasks;
import ember.observe.status.StageView;
import ember.observe.status.TaskRow;
import ember.observe.status.TaskStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What failed tasks ended with, each error once: those with the same exception and the same frame of the program, whatever numbers are in them. */
public final class ErrorGroups {
    private static final int MAX_TASKS = 12;

    private final Map<String, Group> groups = new LinkedHashMap<>();

    private ErrorGroups() {}

    /** One error. */
    public static final class Group {
        private final String head;
        private final String frame;
        private final String trace;
        private final List<Failed> tasks = new ArrayList<>();
        private int count;
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis;

        private Group(String head, String frame, String trace) {
            this.head = head;
            this.frame = frame;
            this.trace = trace;
        }

        /** Exception and message. */
        public String head() {
            return head;
        }

        /** The innermost that is the program's own; empty: there is none. */
        public String frame() {
            return frame;
        }

        /** All that is known of the first. */
        public String trace() {
            return trace;
        }

        /** The first few that failed with it. */
        public List<Failed> tasks() {
            return tasks;
        }

        /** How many task attempts failed with it. */
        public int count() {
            return count;
        }

        /** When the first of them ended. */
        public long firstMillis() {
            return firstMillis;
        }

        /** When the last of them ended. */
        public long lastMillis() {
            return lastMillis;
        }
    }

    /** A task attempt that failed. */
    public record Failed(int stageId, int stageAttempt, long taskId, int partition) {}

    /** Of an application, the most frequent first. */
    public static List<Group> of(ApplicationStore store) {
        return of(store, store.stageViews());
    }

    /** Of some stage attempts, the most frequent first. */
    public static List<Group> of(ApplicationStore store, List<StageView> stages) {
        ErrorGroups errors = new ErrorGroups();
        List<StageView> ordered = new ArrayList<>(stages);
        ordered.sort(Comparator.<StageView>comparingInt(stage -> stage.info().stageId())
                .thenComparingInt(stage -> stage.info().attempt()));
        for (StageView stage : ordered) {
            int id = stage.info().stageId();
            StageTasks tasks = stage.failedTasks() == 0
                    ? null
                    : store.tasks(id, stage.info().attempt(), 0);
            if (tasks != null) {
                for (TaskRow row : tasks.rows(Set.of(TaskStatus.FAILED))) {
                    errors.add(id, stage.info().attempt(), row);
                }
            }
        }
        List<Group> found = new ArrayList<>(errors.groups.values());
        found.sort(Comparator.comparingInt(Group::count).reversed());
        return found;
    }

    private void add(int stageId, int stageAttempt, TaskRow row) {
        String text = row.error() == null ? "" : row.error();
        int end = text.indexOf('\n');
        String head = end < 0 ? text : text.substring(0, end);
        String frame = frame(text);
        Group group = groups.computeIfAbsent(
                withoutNumbers(head) + '|' + withoutNumbers(frame), key -> new Group(head, frame, text));
        group.count++;
        group.firstMillis = Math.min(group.firstMillis, row.finishTimeMillis());
        group.lastMillis = Math.max(group.lastMillis, row.finishTimeMillis());
        if (group.tasks.size() < MAX_TASKS) {
            group.tasks.add(new Failed(stageId, stageAttempt, row.taskId(), row.partition()));
        }
    }

    /** As {@code Program.lambda$main$0(Program.java:12)}. */
    private static String frame(String trace) {
        for (String line : trace.split("\n", -1)) {
            String frame = line.strip();
            if (frame.startsWith("at ")) {
                // After the class loader or module, if one is named.
                String called = frame.substring(Math.max(2, frame.lastIndexOf('/', frame.indexOf('('))) + 1);
                if (UserLine.isUsers(called)) {
                    return called;
                }
            }
        }
        return "";
    }

    /** Partitions, ids and values in messages; and lambdas, which are numbered. */
    private static String withoutNumbers(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean digit = letter >= '0' && letter <= '9';
            if (!digit) {
                plain.append(letter);
            } else if (plain.length() == 0 || plain.charAt(plain.length() - 1) != '#') {
                plain.append('#');
            }
        }
        return plain.toString();
    }
}
