// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.database.Product;
import io.bindkey.schema.Catalog.FoundColumn;
import java.lang.reflect.Method;
import java.sql.Types;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.type.descriptor.jdbc.JdbcType;

/** Tells whether a column of the database can hold what the mapping puts there. */
final class HibernateTypes {

    private static final Pattern SIZE = Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");

    private static final Set<Integer> INTEGRAL = Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);

    private final HibernateMapping mapping;
    private final Product product;
    private final Method typeCode;

    HibernateTypes(HibernateMapping mapping, Product product) {
        this.mapping = mapping;
        this.product = product;
        // The one call for which there is no byte code that runs on 6.6 and 7: its parameter has another type.
        this.typeCode = Arrays.stream(Column.class.getMethods())
                .filter(m -> m.getName().equals("getSqlTypeCode") && m.getParameterCount() == 1)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This Hibernate's Column.getSqlTypeCode is not known"));
    }

    /** {@return the type as the mapping has it in DDL} */
    String sqlType(Column column) {
        return column.getSqlType(mapping.metadata());
    }

    static String describe(FoundColumn found) {
        String size =
                found.size() <= 0 ? "" : "(" + found.size() + (found.digits() > 0 ? "," + found.digits() : "") + ")";
        return found.typeName().toLowerCase(Locale.ROOT) + (found.typeName().indexOf('(') < 0 ? size : "");
    }

    boolean fits(Column column, FoundColumn found) {
        return sameType(column, found) && isLargeEnough(column, found);
    }

    private boolean sameType(Column column, FoundColumn found) {
        String wantedName = name(sqlType(column));
        if (wantedName.equals(name(found.typeName()))) {
            return true;
        }
        Dialect dialect = mapping.dialect();
        int wanted = typeCode(column);
        // SQLite keeps every whole number in up to eight bytes, whatever its column is called.
        boolean anyInteger = product == Product.SQLITE && INTEGRAL.contains(wanted) && INTEGRAL.contains(found.type());
        if (anyInteger || dialect.equivalentTypes(wanted, found.type())) {
            return true;
        }
        JdbcType resolved = dialect.resolveSqlTypeDescriptor(
                found.typeName(),
                found.type(),
                found.size(),
                found.digits(),
                mapping.metadata().getDatabase().getTypeConfiguration().getJdbcTypeRegistry());
        return dialect.equivalentTypes(wanted, resolved.getDefaultSqlTypeCode());
    }

    private int typeCode(Column column) {
        try {
            return (int) typeCode.invoke(column, mapping.metadata());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only what the mapping spells out counts, such as the 100 of varchar(100); more than that is welcome. */
    private boolean isLargeEnough(Column column, FoundColumn found) {
        Matcher size = SIZE.matcher(sqlType(column));
        // SQLite takes any length.
        boolean sized = product != Product.SQLITE
                && found.size() > 0
                && switch (found.type()) {
                    case Types.CHAR,
                            Types.VARCHAR,
                            Types.NCHAR,
                            Types.NVARCHAR,
                            Types.BINARY,
                            Types.VARBINARY,
                            Types.NUMERIC,
                            Types.DECIMAL -> true;
                    default -> false;
                };
        if (!sized || !size.find()) {
            return true;
        }
        int precision = Integer.parseInt(size.group(1));
        int scale = size.group(2) == null ? 0 : Integer.parseInt(size.group(2));
        return found.digits() >= scale && found.size() - found.digits() >= precision - scale;
    }

    /** {@return a type's name without size, in one of its spellings} */
    private static String name(String type) {
        String lower = type.toLowerCase(Locale.ROOT)
                .replaceAll("\\(.*?\\)", "")
                .replaceAll("\\s+", " ")
                .strip();
        return switch (lower) {
            case "int", "int4" -> "integer";
            case "int8" -> "bigint";
            case "int2" -> "smallint";
            case "bool" -> "boolean";
            case "character" -> "char";
            case "character varying" -> "varchar";
            case "binary varying" -> "varbinary";
            case "character large object" -> "clob";
            case "binary large object" -> "blob";
            case "double precision", "float8" -> "double";
            default -> lower;
        };
    }
}
