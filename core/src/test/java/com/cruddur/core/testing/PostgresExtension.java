package com.cruddur.core.testing;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Injects {@link LocalPostgres#shared()}, or a {@link PostgresDatabase} or {@link DataSource} into a test's constructor
 * and methods. The database is new, empty, and the same one throughout a test class.
 */
public final class PostgresExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalPostgres.class || type == PostgresDatabase.class || type == DataSource.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == LocalPostgres.class) {
            return LocalPostgres.shared();
        }
        PostgresDatabase database = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        context.getRequiredTestClass(),
                        testClass -> LocalPostgres.shared().freshDatabase(),
                        PostgresDatabase.class);
        return type == DataSource.class ? database.dataSource() : database;
    }
}
