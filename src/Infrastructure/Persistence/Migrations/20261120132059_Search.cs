using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Marketplace.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
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

            migrationBuilder.CreateIndex(
                name: "ix_search_changes_subject",
                schema: "search",
                table: "changes",
                column: "subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "changes",
                schema: "search");

            migrationBuilder.DropTable(
                name: "index_runs",
                schema: "search");

            migrationBuilder.DropTable(
                name: "queries",
                schema: "search");

            migrationBuilder.DropTable(
                name: "settings",
                schema: "search");

            migrationBuilder.DropPrimaryKey(
                name: "PK_changes8",
                schema: "shipping",
                table: "changes");

            migrationBuilder.DropPrimaryKey(
                name: "PK_changes7",
                schema: "sellers",
                table: "changes");

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
