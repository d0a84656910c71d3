// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

import ember.model.CallSite;
import ember.model.JobTags;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageSpec;
import ember.scheduler.task.ExclusionSettings;
import ember.scheduler.task.LocalityWaits;
import ember.scheduler.task.PoolSettings;
import ember.scheduler.task.SchedulingMode;
import ember.scheduler.task.SpeculationSettings;
import ember.simulator.scenario.Scenario.ExecutorModel;
import ember.simulator.scenario.Scenario.JobModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes random applications, small enough that every kind of collision comes up within some thousand of them: few partitions, few
 * slots, shuffles that several jobs share, diamonds, persisted RDDs that hide shuffles, results for some partitions only or for one
 * partition twice.
 */
public final class ScenarioGenerator {
    /** The job groups and tags there are; cancellations name the same. */
    public static final List<String> GROUPS = List.of("nightly", "hourly");

    public static final List<String> TAGS = List.of("red", "blue");

    private static final List<String> POOLS = List.of("interactive", "batch");

    private static final int MOST_PARTITIONS = 6;

    private static final long MILLISECOND = 1_000_000L;

    private static final long SECOND = 1000 * MILLISECOND;

    private final SplittableRandom random;
    private final List<ShuffleModel> shuffles = new ArrayList<>();
    private final List<CachedRdd> cached = new ArrayList<>();
    /** Whether some outputs may differ when they are made again. Then no RDD is persisted: what is, is never taken back. */
    private final boolean unrepeatable;

    /** Whether some stages start all their tasks at once. No RDD is persisted then, for those must have as many partitions. */
    private final boolean barrier;

    private int nextRdd;

    private ScenarioGenerator(SplittableRandom random) {
        this.random = random;
        this.unrepeatable = random.nextInt(4) == 0;
        this.barrier = random.nextInt(5) == 0;
    }

    /** The application that belongs to a sequence of random numbers. */
    public static Scenario generate(SplittableRandom random) {
        return new ScenarioGenerator(random).scenario();
    }

    private Scenario scenario() {
        int shuffleCount = random.nextInt(6);
        for (int i = 0; i < shuffleCount; i++) {
            addShuffle();
        }
        SchedulerConfig config = config();
        return new Scenario(config, executors(config.slotsPerTask()), jobs());
    }

    private SchedulerConfig config() {
        SchedulerConfig config = SchedulerConfig.DEFAULT.withMaxTaskFailures(pick(1, 2, 4, 4));
        config = config.withStageAttempts(pick(2, 4, 4), pick(3, Integer.MAX_VALUE, Integer.MAX_VALUE));
        if (random.nextInt(3) == 0) {
            config = config.withPools(pools());
        }
        if (random.nextInt(3) == 0) {
            config = config.withSpeculation(speculation());
        }
        if (random.nextInt(4) == 0) {
            config = config.withExclusion(exclusion());
        }
        if (random.nextInt(3) == 0) {
            config = config.withLocalityWaits(new LocalityWaits(
                    pick(0, 5, 50) * MILLISECOND, pick(0, 5, 50) * MILLISECOND, random.nextBoolean()));
        }
        if (barrier) {
            config = config.withBarrier(new BarrierSettings(
                    pick(20, 200, 2000) * MILLISECOND, pick(0, 3, 40), pick(10, 100, 100_000) * MILLISECOND));
        }
        return random.nextInt(5) == 0 ? config.withSlotsPerTask(2) : config;
    }

    private ExclusionSettings exclusion() {
        boolean stage = random.nextInt(3) > 0;
        return new ExclusionSettings(
                stage,
                !stage || random.nextBoolean(),
                pick(1, 1, 2),
                pick(1, 2, 2),
                pick(1, 2),
                pick(1, 2),
                pick(1, 2),
                pick(1, 2),
                pick(20, 200, 2000) * MILLISECOND,
                random.nextBoolean());
    }

    private SpeculationSettings speculation() {
        return new SpeculationSettings(
                true,
                pick(10, 50, 100) * MILLISECOND,
                pick(1, 2, 3),
                pick(1, 3, 9) / 10.0,
                pick(5, 20, 100) * MILLISECOND,
                pick(0, 0, 30) * MILLISECOND,
                random.nextBoolean(),
                0.75,
                2);
    }

    /** Fair pools: perhaps one of those that jobs name is not configured. */
    private PoolSettings pools() {
        List<PoolSettings.Pool> pools = new ArrayList<>();
        for (String name : POOLS) {
            if (random.nextInt(4) > 0) {
                SchedulingMode mode = random.nextBoolean() ? SchedulingMode.FAIR : SchedulingMode.FIFO;
                pools.add(new PoolSettings.Pool(name, mode, random.nextInt(3), 1 + random.nextInt(3)));
            }
        }
        return new PoolSettings(SchedulingMode.FAIR, pools);
    }

    private List<ExecutorModel> executors(int slotsPerTask) {
        List<ExecutorModel> executors = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        int hosts = 1 + random.nextInt(count);
        for (int i = 0; i < count; i++) {
            executors.add(new ExecutorModel(
                    String.valueOf(i),
                    "host" + i % hosts,
                    slotsPerTask * ((barrier ? MOST_PARTITIONS : 1) + random.nextInt(3))
                            + random.nextInt(slotsPerTask)));
        }
        return executors;
    }

    private void addShuffle() {
        int partitions = partitions();
        Reach inputs = reach();
        int rddId = nextRdd++;
        if (!unrepeatable && !barrier && random.nextInt(5) == 0) {
            CachedRdd itself = new CachedRdd(rddId, partitions, inputs);
            cached.add(itself);
            inputs = new Reach(List.of(), List.of(itself));
        }
        if (barrier && random.nextInt(3) == 0) {
            shuffles.add(StageModel.barrierMapStage(rddId, partitions, inputs, shuffles.size(), partitions()));
            return;
        }
        shuffles.add(StageModel.mapStage(
                rddId, partitions, inputs, shuffles.size(), partitions(), unrepeatable && random.nextInt(3) == 0));
    }

    /** Something to read: a source, one or two shuffles, a persisted RDD, or a mixture. */
    private Reach reach() {
        Set<ShuffleModel> read = new LinkedHashSet<>();
        for (int i = shuffles.isEmpty() ? 0 : random.nextInt(3); i > 0; i--) {
            // The youngest are preferred: that makes chains and diamonds rather than stars.
            int back = Math.min(random.nextInt(shuffles.size()), random.nextInt(shuffles.size()));
            read.add(shuffles.get(shuffles.size() - 1 - back));
        }
        Reach direct = new Reach(List.copyOf(read), List.of());
        int choice = unrepeatable || barrier ? 8 : random.nextInt(8);
        if (choice == 0 && !cached.isEmpty()) {
            return new Reach(direct.shuffles(), List.of(cached.get(random.nextInt(cached.size()))));
        }
        if (choice <= 2) {
            CachedRdd rdd = new CachedRdd(nextRdd++, partitions(), direct);
            cached.add(rdd);
            return new Reach(List.of(), List.of(rdd));
        }
        return direct;
    }

    private List<JobModel> jobs() {
        int count = 1 + random.nextInt(4);
        boolean crowded = random.nextBoolean();
        List<JobPlan> plans = new ArrayList<>();
        Map<Integer, Integer> lastUser = new HashMap<>();
        for (int id = 0; id < count; id++) {
            JobPlan plan = plan(id);
            plans.add(plan);
            for (StageSpec stage : plan.mapStages()) {
                lastUser.put(model(stage).shuffleId(), id);
            }
            lastUser.put(model(plan.finalStage()).shuffleId(), id);
        }
        List<JobModel> jobs = new ArrayList<>();
        long at = 0;
        for (JobPlan plan : plans) {
            at += crowded ? random.nextLong(SECOND / 20) : random.nextLong(2 * SECOND);
            List<Integer> lastUseOf = new ArrayList<>();
            for (ShuffleModel shuffle : shuffles) {
                // A job that waits for enough slots holds on to its shuffles: who releases them would have to know
                // that.
                if (!barrier && lastUser.getOrDefault(shuffle.id(), -1) == plan.jobId()) {
                    lastUseOf.add(shuffle.id());
                }
            }
            jobs.add(new JobModel(at, plan, lastUseOf));
        }
        return jobs;
    }

    private JobPlan plan(int jobId) {
        StageModel last = !shuffles.isEmpty() && random.nextInt(7) == 0
                ? shuffles.get(random.nextInt(shuffles.size())).writer()
                : resultStage();
        Set<StageSpec> ancestors = new LinkedHashSet<>();
        addAncestors(last, ancestors);
        return new JobPlan(jobId, new CallSite("job " + jobId, ""), last.spec(), List.copyOf(ancestors), properties());
    }

    private static void addAncestors(StageModel stage, Set<StageSpec> ancestors) {
        for (ShuffleModel shuffle : stage.shuffles()) {
            if (!ancestors.contains(shuffle.writer().spec())) {
                addAncestors(shuffle.writer(), ancestors);
                ancestors.add(shuffle.writer().spec());
            }
        }
    }

    private StageModel resultStage() {
        int partitions = partitions();
        if (barrier && random.nextInt(4) == 0) {
            return StageModel.barrierResultStage(nextRdd++, partitions, reach());
        }
        int[] requested = new int[random.nextInt(3) > 0 ? partitions : 1 + random.nextInt(partitions + 1)];
        boolean all = requested.length == partitions;
        for (int i = 0; i < requested.length; i++) {
            requested[i] = all ? i : random.nextInt(partitions);
        }
        boolean distinct = Arrays.stream(requested).distinct().count() == requested.length;
        // Two tasks of one partition could never both commit: no program that writes output asks for that.
        boolean commits = distinct && random.nextBoolean();
        return StageModel.resultStage(nextRdd++, partitions, reach(), commits, requested);
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        if (random.nextInt(3) == 0) {
            properties.put(JobTags.GROUP_PROPERTY, GROUPS.get(random.nextInt(GROUPS.size())));
        }
        if (random.nextInt(3) == 0) {
            properties.put(JobTags.TAGS_PROPERTY, random.nextBoolean() ? TAGS.get(0) : String.join(",", TAGS));
        }
        if (random.nextInt(3) > 0) {
            properties.put(PoolSettings.POOL_PROPERTY, POOLS.get(random.nextInt(POOLS.size())));
        }
        if (random.nextInt(4) == 0) {
            properties.put(JobTags.INTERRUPT_PROPERTY, "true");
        }
        return properties;
    }

    private static StageModel model(StageSpec spec) {
        return (StageModel) spec.work();
    }

    private int partitions() {
        return 1 + Math.min(random.nextInt(MOST_PARTITIONS), random.nextInt(MOST_PARTITIONS));
    }

    private int pick(int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
