using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Cod : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "cash_due",
                schema: "shipping",
                table: "shipments",
                newName: "cash");

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

            migrationBuilder.CreateIndex(
                name: "ux_cash_hand_ins_receipt",
                schema: "payments",
                table: "cash_hand_ins",
                columns: new[] { "holder", "receipt" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cash_hand_ins",
                schema: "payments");

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
        }
    }
}
