package org.millrace.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Decision;
import org.objectweb.asm.ClassReader;

/** What is promised of every exported type. */
class ExportedTypesTest {
  private static final Set<String> STAY = names(Stable.class, Experimental.class);
  private static final Set<String> ROLES = names(HostImplemented.class, PluginImplemented.class);

  @Test
  void everyTypeSaysHowLongItStays() {
    assertThat(ExportedApi.types())
        .contains(Decision.class, Decision.Accept.class)
        .allSatisfy(
            type ->
                assertThat(ExportedApi.marks(type)).as(type.getName()).containsAnyElementsOf(STAY))
        .noneMatch(type -> ExportedApi.marks(type).containsAll(STAY));
  }

  @Test
  void everyTypeThatCanBeImplementedSaysByWhomAndNoOtherDoes() {
    assertThat(ExportedApi.types())
        .allSatisfy(
            type ->
                assertThat(ExportedApi.marks(type).stream().filter(ROLES::contains))
                    .as(type.getName())
                    .hasSize(isOpen(type) ? 1 : 0));
  }

  @Test
  void signaturesMentionNothingThatPluginsCannotSee() {
    VisibleTypes visible = new VisibleTypes(ExportedApi.module());

    assertThat(visible.modules())
        .contains("java.base", "io.netty.buffer")
        .filteredOn(name -> !name.startsWith("io.netty."))
        .isSubsetOf("java.base", "org.millrace.api", "org.apache.logging.log4j", "org.jspecify");
    assertThat(ExportedApi.types())
        .allSatisfy(type -> assertThat(visible.leaksOf(type)).as(type.getName()).isEmpty());
  }

  @Test
  void leaksAreFound() {
    VisibleTypes visible = new VisibleTypes(ExportedApi.module());

    assertThat(visible.leaksOf(Leaking.class))
        .containsExactlyInAnyOrder(
            "org.objectweb.asm.ClassReader", "org.millrace.api.contract.ExportedTypesTest$Hidden");
  }

  private static boolean isOpen(Class<?> type) {
    return !type.isAnnotation()
        && !type.isSealed()
        && !type.isEnum()
        && !Modifier.isFinal(type.getModifiers());
  }

  @SafeVarargs
  private static Set<String> names(Class<? extends Annotation>... annotations) {
    return Set.of(annotations[0].getSimpleName(), annotations[1].getSimpleName());
  }

  private interface Hidden {}

  /** Mentions a library that plugins do not see, and a type that is not public. */
  public abstract static class Leaking implements Iterable<Hidden> {
    protected abstract List<? extends ClassReader[]> read();
  }
}
