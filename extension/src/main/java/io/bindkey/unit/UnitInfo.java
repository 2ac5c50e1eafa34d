// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.TransactionKind;
import io.bindkey.provider.Provider;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A definition as the provider wants it (Jakarta Persistence, section 9.6).
 *
 * <p>Written for 3.2 and loadable on 3.1, whose interface merely lacks the last two methods.
 */
// PersistenceUnitTransactionType of the spi package is deprecated in 3.2 but still the type that the method returns.
@SuppressWarnings({"deprecation", "removal"})
final class UnitInfo implements PersistenceUnitInfo {

    private final UnitDefinition definition;
    private final TransactionKind transaction;
    private final Provider provider;
    private final @Nullable DataSource dataSource;

    /**
     * @param dataSource null for a unit that shall not need its database
     */
    UnitInfo(
            UnitDefinition definition,
            TransactionKind transaction,
            Provider provider,
            @Nullable DataSource dataSource) {
        this.definition = definition;
        this.transaction = transaction;
        this.provider = provider;
        this.dataSource = dataSource;
    }

    @Override
    public String getPersistenceUnitName() {
        return definition.key();
    }

    @Override
    public String getPersistenceProviderClassName() {
        return provider.name();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return transaction.usesTransactionManager()
                ? PersistenceUnitTransactionType.JTA
                : PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public @Nullable DataSource getJtaDataSource() {
        return transaction.usesTransactionManager() ? dataSource : null;
    }

    @Override
    public @Nullable DataSource getNonJtaDataSource() {
        return transaction.usesTransactionManager() ? null : dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return definition.settings().mappingFiles();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return definition.rootUrl();
    }

    @Override
    public List<String> getManagedClassNames() {
        return definition.managedClasses().stream().map(Class::getName).toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.UNSPECIFIED;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.AUTO;
    }

    @Override
    public Properties getProperties() {
        Properties properties = new Properties();
        properties.putAll(definition.settings().providerProperties());
        properties.putAll(provider.unitProperties());
        return properties;
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return definition.loader();
    }

    /** The entities are loaded long before a provider could weave them: it is told by never calling it. */
    @Override
    public void addTransformer(ClassTransformer transformer) {}

    @Override
    public ClassLoader getNewTempClassLoader() {
        return new URLClassLoader(new URL[0], definition.loader());
    }

    @Override
    public @Nullable String getScopeAnnotationName() {
        return null;
    }

    @Override
    public List<String> getQualifierAnnotationNames() {
        return List.of();
    }
}
