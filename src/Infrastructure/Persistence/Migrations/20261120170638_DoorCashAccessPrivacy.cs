using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DoorCashAccessPrivacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "cash_due",
                schema: "shipping",
                table: "shipments",
                newName: "cash");

            migrationBuilder.AlterColumn<string>(
                name: "password_hash",
                schema: "identity",
                table: "users",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "identities_changed_at",
                schema: "identity",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cash",
                schema: "payments",
                table: "settlements",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'::jsonb");

            migrationBuilder.AddColumn<bool>(
                name: "on_delivery",
                schema: "payments",
                table: "settlements",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "approvals",
                schema: "admin",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    about = table.Column<Guid>(type: "uuid", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approvals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "archives",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ready_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    length = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_archives", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cash_hand_ins",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    holder = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    receipt = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    by_bank = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    amount_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    amount_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cash_hand_ins", x => x.id);
                    table.CheckConstraint("ck_cash_hand_ins_amount", "amount_amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "consent_texts",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    wordings = table.Column<string>(type: "jsonb", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consent_texts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "consents",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    given = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    text_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    place = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                    client = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    obstacles = table.Column<string>(type: "jsonb", nullable: false),
                    remaining = table.Column<string>(type: "jsonb", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "external_returns",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    good_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_external_returns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "favourites",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entries = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_favourites", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "linked_identities",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_linked_identities", x => x.id);
                    table.ForeignKey(
                        name: "FK_linked_identities_users_user",
                        column: x => x.user,
                        principalSchema: "identity",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "office_roles",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    permissions = table.Column<string[]>(type: "text[]", nullable: false),
                    holders = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_office_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shop_posts",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    user = table.Column<Guid>(type: "uuid", nullable: true),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shop_posts", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_approvals_expires_at",
                schema: "admin",
                table: "approvals",
                column: "expires_at",
                filter: "status = 'PENDING'");

            migrationBuilder.CreateIndex(
                name: "IX_archives_user",
                schema: "identity",
                table: "archives",
                column: "user");

            migrationBuilder.CreateIndex(
                name: "ux_cash_hand_ins_receipt",
                schema: "payments",
                table: "cash_hand_ins",
                columns: new[] { "holder", "receipt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_consent_texts_purpose_number",
                schema: "identity",
                table: "consent_texts",
                columns: new[] { "purpose", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_consents_user_purpose_id",
                schema: "identity",
                table: "consents",
                columns: new[] { "user", "purpose", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_erasures_due_at",
                schema: "identity",
                table: "erasures",
                column: "due_at",
                filter: "state IN ('WAITING', 'POSTPONED')");

            migrationBuilder.CreateIndex(
                name: "IX_external_returns_good_until",
                schema: "identity",
                table: "external_returns",
                column: "good_until");

            migrationBuilder.CreateIndex(
                name: "IX_linked_identities_issuer_subject",
                schema: "identity",
                table: "linked_identities",
                columns: new[] { "issuer", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_linked_identities_user_provider",
                schema: "identity",
                table: "linked_identities",
                columns: new[] { "user", "provider" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_office_roles_name",
                schema: "identity",
                table: "office_roles",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_shop_posts_email",
                schema: "identity",
                table: "shop_posts",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "IX_shop_posts_shop_user",
                schema: "identity",
                table: "shop_posts",
                columns: new[] { "shop", "user" },
                unique: true,
                filter: "status = 'ACTIVE'");

            migrationBuilder.CreateIndex(
                name: "IX_shop_posts_user",
                schema: "identity",
                table: "shop_posts",
                column: "user",
                filter: "\"user\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "approvals",
                schema: "admin");

            migrationBuilder.DropTable(
                name: "archives",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "cash_hand_ins",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "consent_texts",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "consents",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "erasures",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "external_returns",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "favourites",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "linked_identities",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "office_roles",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "shop_posts",
                schema: "identity");

            migrationBuilder.DropColumn(
                name: "identities_changed_at",
                schema: "identity",
                table: "users");

            migrationBuilder.DropColumn(
                name: "cash",
                schema: "payments",
                table: "settlements");

            migrationBuilder.DropColumn(
                name: "on_delivery",
                schema: "payments",
                table: "settlements");

            migrationBuilder.RenameColumn(
                name: "cash",
                schema: "shipping",
                table: "shipments",
                newName: "cash_due");

            migrationBuilder.AlterColumn<string>(
                name: "password_hash",
                schema: "identity",
                table: "users",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);
        }
    }
}
