using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Marketplace.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class IdentityAndSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_changes7",
                schema: "shipping",
                table: "changes");

            migrationBuilder.DropPrimaryKey(
                name: "PK_changes6",
                schema: "sellers",
                table: "changes");

            migrationBuilder.EnsureSchema(
                name: "search");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "email_confirmed_at",
                schema: "identity",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "phone_confirmed_at",
                schema: "identity",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "second_factor_since",
                schema: "identity",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "binding",
                schema: "identity",
                table: "sessions",
                type: "character varying(43)",
                maxLength: 43,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "network",
                schema: "identity",
                table: "sessions",
                type: "character varying(45)",
                maxLength: 45,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "proved_at",
                schema: "identity",
                table: "sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cancel_request",
                schema: "orders",
                table: "seller_orders",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "email",
                schema: "orders",
                table: "checkouts",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "locale",
                schema: "orders",
                table: "checkouts",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "bearer_reason",
                schema: "payments",
                table: "chargebacks",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "platform_bears",
                schema: "payments",
                table: "chargebacks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                schema: "payments",
                table: "chargebacks",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddPrimaryKey(
                name: "PK_changes8",
                schema: "shipping",
                table: "changes",
                column: "id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_changes7",
                schema: "sellers",
                table: "changes",
                column: "id");

            migrationBuilder.CreateTable(
                name: "api_keys",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hint = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                schema: "admin",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    acting_for = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    entity_type = table.Column<string>(type: "text", nullable: false),
                    entity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    agent = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    session = table.Column<Guid>(type: "uuid", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: false),
                    result = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                schema: "admin",
                columns: table => new
                {
                    last_id = table.Column<long>(type: "bigint", nullable: false),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_seals", x => x.last_id);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "search",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    machine = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    from_state = table.Column<string>(type: "text", nullable: true),
                    to_state = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    actor = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    request_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_changes6", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "index_runs",
                schema: "search",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: true),
                    seen = table.Column<long>(type: "bigint", nullable: false),
                    written = table.Column<long>(type: "bigint", nullable: false),
                    removed = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "letters",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    locale = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    user = table.Column<Guid>(type: "uuid", nullable: true),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    misses = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_letters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "queries",
                schema: "search",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    asked = table.Column<long>(type: "bigint", nullable: false),
                    empty = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_queries", x => new { x.day, x.text, x.language });
                });

            migrationBuilder.CreateTable(
                name: "revoked_tokens",
                schema: "identity",
                columns: table => new
                {
                    token_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    session = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revoked_tokens", x => x.token_id);
                });

            migrationBuilder.CreateTable(
                name: "second_factors",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_secret = table.Column<byte[]>(type: "bytea", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: false),
                    misses = table.Column<int>(type: "integer", nullable: false),
                    missed_first_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    recovery_hashes = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_second_factors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                schema: "search",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    rules = table.Column<string>(type: "jsonb", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_failures",
                schema: "identity",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    locks = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_failures", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "token_keys",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kid = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    active_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_token_keys", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_hash",
                schema: "identity",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_shop",
                schema: "identity",
                table: "api_keys",
                column: "shop");

            migrationBuilder.CreateIndex(
                name: "IX_audit_actor_id",
                schema: "admin",
                table: "audit",
                columns: new[] { "actor", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_at",
                schema: "admin",
                table: "audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entity_id_id",
                schema: "admin",
                table: "audit",
                columns: new[] { "entity_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_search_changes_subject",
                schema: "search",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "IX_letters_address_written_at",
                schema: "identity",
                table: "letters",
                columns: new[] { "address", "written_at" });

            migrationBuilder.CreateIndex(
                name: "IX_letters_user_written_at",
                schema: "identity",
                table: "letters",
                columns: new[] { "user", "written_at" },
                filter: "\"user\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_revoked_tokens_session",
                schema: "identity",
                table: "revoked_tokens",
                column: "session");

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_failures_last_at",
                schema: "identity",
                table: "sign_in_failures",
                column: "last_at");

            migrationBuilder.CreateIndex(
                name: "IX_token_keys_kid",
                schema: "identity",
                table: "token_keys",
                column: "kid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_token_keys_state",
                schema: "identity",
                table: "token_keys",
                column: "state",
                unique: true,
                filter: "state IN ('ACTIVE', 'NEXT')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_keys",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "admin");

            migrationBuilder.DropTable(
                name: "audit_seals",
                schema: "admin");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "search");

            migrationBuilder.DropTable(
                name: "index_runs",
                schema: "search");

            migrationBuilder.DropTable(
                name: "letters",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "queries",
                schema: "search");

            migrationBuilder.DropTable(
                name: "revoked_tokens",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "second_factors",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "settings",
                schema: "search");

            migrationBuilder.DropTable(
                name: "sign_in_failures",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "token_keys",
                schema: "identity");

            migrationBuilder.DropPrimaryKey(
                name: "PK_changes8",
                schema: "shipping",
                table: "changes");

            migrationBuilder.DropPrimaryKey(
                name: "PK_changes7",
                schema: "sellers",
                table: "changes");

            migrationBuilder.DropColumn(
                name: "email_confirmed_at",
                schema: "identity",
                table: "users");

            migrationBuilder.DropColumn(
                name: "phone_confirmed_at",
                schema: "identity",
                table: "users");

            migrationBuilder.DropColumn(
                name: "second_factor_since",
                schema: "identity",
                table: "users");

            migrationBuilder.DropColumn(
                name: "binding",
                schema: "identity",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "network",
                schema: "identity",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "proved_at",
                schema: "identity",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "cancel_request",
                schema: "orders",
                table: "seller_orders");

            migrationBuilder.DropColumn(
                name: "email",
                schema: "orders",
                table: "checkouts");

            migrationBuilder.DropColumn(
                name: "locale",
                schema: "orders",
                table: "checkouts");

            migrationBuilder.DropColumn(
                name: "bearer_reason",
                schema: "payments",
                table: "chargebacks");

            migrationBuilder.DropColumn(
                name: "platform_bears",
                schema: "payments",
                table: "chargebacks");

            migrationBuilder.DropColumn(
                name: "xmin",
                schema: "payments",
                table: "chargebacks");

            migrationBuilder.AddPrimaryKey(
                name: "PK_changes7",
                schema: "shipping",
                table: "changes",
                column: "id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_changes6",
                schema: "sellers",
                table: "changes",
                column: "id");
        }
    }
}
