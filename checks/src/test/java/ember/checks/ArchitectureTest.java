// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import ember.model.Threads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of ARCHITECTURE.md that Maven cannot keep. */
class ArchitectureTest {
    private static final JavaClasses EMBER = new ClassFileImporter()
            .importPaths(Repository.MODULES.stream().map(Repository::classes).toList());

    /** Each module's packages, and the modules it may use directly or through another. */
    private static final Map<String, Module> MODULES = new LinkedHashMap<>();

    static {
        module("model", "ember.model..");
        module("scheduler", "ember.scheduler..", "model");
        module("simulator", "ember.simulator..", "scheduler");
        module("rdd", "ember.rdd..", "model");
        module("storage", "ember.storage..", "model");
        module("shuffle", "ember.shuffle..", "storage");
        module("executor", "ember.executor..", "rdd", "shuffle");
        module("observe", "ember.observe..", "model");
        module("engine", "ember.engine..", "executor", "scheduler");
        module("spark-api", List.of("org.apache.spark..", "ember.spark.."), "engine", "observe");
        module("cli", "ember.cli..", "spark-api", "simulator");
    }

    private record Module(List<String> packages, Set<String> mayUse) {}

    private static void module(String name, String packages, String... uses) {
        module(name, List.of(packages), uses);
    }

    private static void module(String name, List<String> packages, String... uses) {
        Set<String> mayUse = new LinkedHashSet<>(Set.of(name));
        for (String used : uses) {
            mayUse.addAll(MODULES.get(used).mayUse());
        }
        MODULES.put(name, new Module(packages, mayUse));
    }

    static List<String> modules() {
        return List.copyOf(MODULES.keySet());
    }

    @Test
    void seesTheWholeCodebase() {
        assertThat(EMBER.size()).isGreaterThan(750);
        assertThat(Repository.MODULES).containsAll(MODULES.keySet()).hasSize(MODULES.size() + 1);
        for (Module module : MODULES.values()) {
            for (String packages : module.packages()) {
                assertThat(EMBER.that(JavaClass.Predicates.resideInAPackage(packages)))
                        .as(packages)
                        .isNotEmpty();
            }
        }
        assertThat(EMBER.that(JavaClass.Predicates.resideInAPackage("ember.examples..")))
                .isNotEmpty();
    }

    @Test
    void everyClassLivesInThePackagesOfAModule() {
        List<String> all = new ArrayList<>(List.of("ember.examples.."));
        MODULES.values().forEach(module -> all.addAll(module.packages()));
        classes()
                .should()
                .resideInAnyPackage(all.toArray(String[]::new))
                .because("a package outside the known modules would be under no rule")
                .check(EMBER);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleUsesOnlyWhatIsBelowIt(String name) {
        Module module = MODULES.get(name);
        List<String> forbidden = new ArrayList<>(List.of("ember.examples.."));
        MODULES.forEach((other, its) -> {
            if (!module.mayUse().contains(other)) {
                forbidden.addAll(its.packages());
            }
        });
        noClasses()
                .that()
                .resideInAnyPackage(module.packages().toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new))
                .because("arrows of ARCHITECTURE.md point down, never sideways, never up")
                .check(EMBER);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("ember.(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle of packages can only be read all at once")
                .check(EMBER);
    }

    @Test
    void schedulerWordsKnowNoRooms() {
        noClasses()
                .that()
                .resideInAnyPackage("ember.scheduler.event", "ember.scheduler.effect", "ember.scheduler.plan")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ember.scheduler", "ember.scheduler.dag", "ember.scheduler.task")
                .because("facts, commands and plans are what the rooms talk in")
                .check(EMBER);
    }

    @Test
    void taskSchedulingNeverCallsStages() {
        noClasses()
                .that()
                .resideInAPackage("ember.scheduler.task")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ember.scheduler", "ember.scheduler.dag")
                .because("an end goes from the gate back to Scheduler, which hands it on: one direction, no callbacks")
                .check(EMBER);
    }

    @Test
    void stagesDoNotKnowTheDoor() {
        noClasses()
                .that()
                .resideInAPackage("ember.scheduler.dag")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ember.scheduler")
                .because("rooms take plain limits, not the configuration of the whole")
                .check(EMBER);
    }

    @Test
    void schedulerIsPure() {
        noClasses()
                .that()
                .resideInAPackage("ember.scheduler..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.concurrent..",
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.time..",
                        "java.lang.reflect..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|SplittableRandom|UUID|HashMap|HashSet|IdentityHashMap|WeakHashMap|Timer)")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(Thread|ThreadLocal|Runtime|Process|ProcessBuilder)")
                .orShould()
                .accessTargetWhere(DescribedPredicate.describe(
                        "it reads clock, environment, identity or the order of an immutable set",
                        access -> isImpure(access.getTargetOwner().getName(), access.getName())))
                .because("the scheduler is simulated: time, order and chance come in as arguments")
                .check(EMBER);
    }

    private static boolean isImpure(String owner, String member) {
        return switch (owner) {
            case "java.lang.System" -> !member.equals("arraycopy");
            case "java.lang.Object" -> member.startsWith("wait") || member.startsWith("notify");
            case "java.util.Set" -> member.equals("of") || member.equals("copyOf");
            default -> false;
        };
    }

    @Test
    void nothingChangesBehindStaticFields() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("ember.cli..")
                .and()
                .areStatic()
                .should()
                .beFinal()
                .because(
                        "many contexts live in one JVM: state belongs to one of them; only the command owns its process")
                .check(EMBER);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .resideInAPackage("ember..")
                .should(new ArchCondition<JavaClass>("live in a package with @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " of " + type));
                    }
                })
                .because("nothing is null unless marked @Nullable")
                .check(EMBER);
    }

    @Test
    void examplesUseOnlyWhatSparkProgramsMayUse() {
        classes()
                .that()
                .resideInAPackage("ember.examples..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "belong to Spark's API, the JDK or are scala.Tuple2",
                        type -> type.getPackageName().startsWith("org.apache.spark")
                                || type.getPackageName().startsWith("java.")
                                || type.getPackageName().startsWith("ember.examples")
                                || type.getBaseComponentType().isPrimitive()
                                || type.getBaseComponentType().getName().equals("scala.Tuple2")
                                || type.getName().equals("org.jspecify.annotations.NullMarked")))
                .because("the same jar must run on Apache Spark")
                .check(EMBER);
    }

    @Test
    void onlyTheFacadeAndProgramsKnowScala() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.apache.spark..", "ember.spark..", "ember.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("scala..")
                .because("the engine meets pairs through ports of its own")
                .check(EMBER);
    }

    @Test
    void onlyTheCommandKnowsItsParser() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ember.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .because("whoever embeds Ember gets no command line with it")
                .check(EMBER);
    }

    @Test
    void noThreadLosesTheProgramsClassLoaderWithTheThreadLocalsOfItsMaker() {
        noClasses()
                .that()
                .areNotAssignableTo(Threads.class)
                .should()
                .callConstructor(
                        Thread.class, ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class)
                .because("from JDK 19 on it would; Threads makes one that does not")
                .check(EMBER);
    }
}
