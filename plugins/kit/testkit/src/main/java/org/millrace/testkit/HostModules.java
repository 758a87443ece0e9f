package org.millrace.testkit;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Modules for a layer that has nothing to do with the boot layer, although that is its parent and
 * may have modules of the same names, which may not be read beside those of the layer. So
 *
 * <ul>
 *   <li>what a module would only like to have ({@code requires static}) it has not, but for modules
 *       of Java;
 *   <li>no module is automatic, since such a module reads all that there is: it becomes one that
 *       requires what Java has, and exports all of its packages.
 * </ul>
 */
final class HostModules implements ModuleFinder {
  private final Map<String, ModuleReference> references;

  HostModules(ModuleFinder modules) {
    references =
        modules.findAll().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    reference -> reference.descriptor().name(), Secluded::new));
  }

  @Override
  public Optional<ModuleReference> find(String name) {
    return Optional.ofNullable(references.get(name));
  }

  @Override
  public Set<ModuleReference> findAll() {
    return Set.copyOf(references.values());
  }

  private static ModuleDescriptor secluded(ModuleDescriptor module) {
    ModuleDescriptor.Builder builder =
        module.isOpen()
            ? ModuleDescriptor.newOpenModule(module.name())
            : ModuleDescriptor.newModule(module.name());
    builder.packages(module.packages());
    module.provides().forEach(builder::provides);
    module.uses().forEach(builder::uses);
    module.exports().forEach(builder::exports);
    module.opens().forEach(builder::opens);
    if (module.isAutomatic()) {
      module.packages().forEach(builder::exports);
      ModuleLayer.boot().modules().stream()
          .map(Module::getName)
          .filter(name -> name.startsWith("java."))
          .forEach(builder::requires);
    } else {
      module.requires().stream().filter(HostModules::isKept).forEach(builder::requires);
    }
    return builder.build();
  }

  private static boolean isKept(Requires requires) {
    return !requires.modifiers().contains(Requires.Modifier.STATIC)
        || requires.name().startsWith("java.")
        || requires.name().startsWith("jdk.");
  }

  private static final class Secluded extends ModuleReference {
    private final ModuleReference reference;

    Secluded(ModuleReference reference) {
      super(secluded(reference.descriptor()), reference.location().orElse(null));
      this.reference = reference;
    }

    @Override
    public ModuleReader open() throws IOException {
      return reference.open();
    }
  }
}
