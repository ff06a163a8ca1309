using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Orders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
