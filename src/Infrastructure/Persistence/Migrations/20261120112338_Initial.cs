using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Marketplace.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "identity");

            migrationBuilder.EnsureSchema(
                name: "shipping");

            migrationBuilder.EnsureSchema(
                name: "orders");

            migrationBuilder.EnsureSchema(
                name: "catalog");

            migrationBuilder.EnsureSchema(
                name: "admin");

            migrationBuilder.EnsureSchema(
                name: "notifications");

            migrationBuilder.EnsureSchema(
                name: "payments");

            migrationBuilder.EnsureSchema(
                name: "sellers");

            migrationBuilder.EnsureSchema(
                name: "transport");

            migrationBuilder.CreateTable(
                name: "address_books",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    entries = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_address_books", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "carrier_messages",
                schema: "shipping",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    event_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    shipment = table.Column<Guid>(type: "uuid", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carrier_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "carts",
                schema: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "categories",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent = table.Column<Guid>(type: "uuid", nullable: true),
                    path = table.Column<string>(type: "character varying(264)", maxLength: 264, nullable: false, collation: "C"),
                    names = table.Column<string>(type: "jsonb", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_categories", x => x.id);
                    table.ForeignKey(
                        name: "FK_categories_categories_parent",
                        column: x => x.parent,
                        principalSchema: "catalog",
                        principalTable: "categories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "admin",
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
                    table.PrimaryKey("PK_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "catalog",
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
                    table.PrimaryKey("PK_changes1", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "identity",
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
                    table.PrimaryKey("PK_changes2", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "notifications",
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
                    table.PrimaryKey("PK_changes3", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "orders",
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
                    table.PrimaryKey("PK_changes4", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "payments",
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
                    table.PrimaryKey("PK_changes5", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                schema: "sellers",
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
                name: "changes",
                schema: "shipping",
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
                    table.PrimaryKey("PK_changes7", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "chargebacks",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    shares = table.Column<string>(type: "jsonb", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    amount_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    amount_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chargebacks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "checkouts",
                schema: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer = table.Column<Guid>(type: "uuid", nullable: false),
                    from_cart = table.Column<bool>(type: "boolean", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    parts = table.Column<string>(type: "jsonb", nullable: false),
                    address = table.Column<string>(type: "jsonb", nullable: true),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkouts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clock",
                schema: "admin",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    offset_ticks = table.Column<long>(type: "bigint", nullable: false),
                    opened_day = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clock", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "collections",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    buyer = table.Column<Guid>(type: "uuid", nullable: false),
                    pay_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    paid_by = table.Column<Guid>(type: "uuid", nullable: true),
                    undecided = table.Column<string>(type: "jsonb", nullable: false),
                    decisions = table.Column<int>(type: "integer", nullable: false),
                    funded = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    total_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    total_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collections", x => x.id);
                    table.CheckConstraint("ck_collections_paid", "(status = 'COVERED') = (paid_by IS NOT NULL)");
                });

            migrationBuilder.CreateTable(
                name: "courier_tasks",
                schema: "shipping",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shipment = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    courier = table.Column<Guid>(type: "uuid", nullable: true),
                    offered_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    asked = table.Column<string>(type: "jsonb", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    failure_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_courier_tasks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "couriers",
                schema: "shipping",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    on_shift = table.Column<bool>(type: "boolean", nullable: false),
                    shift_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    shift_ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_couriers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_profiles",
                schema: "shipping",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    origin = table.Column<string>(type: "jsonb", nullable: true),
                    zones = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_profiles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fee_rules",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    scope = table.Column<string>(type: "jsonb", nullable: false),
                    charge = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fee_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_balances",
                schema: "payments",
                columns: table => new
                {
                    account = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_balances", x => new { x.account, x.currency });
                    table.CheckConstraint("ck_ledger_balances_guarded", "CASE WHEN account LIKE 'seller:%:receivable' THEN minor >= 0 WHEN account LIKE 'escrow:%' OR account LIKE 'seller:%' OR account LIKE 'wallet:%' OR account LIKE 'payout:%' THEN minor <= 0 ELSE true END");
                });

            migrationBuilder.CreateTable(
                name: "ledger_postings",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cause_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    reverses = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_postings", x => x.id);
                    table.CheckConstraint("ck_ledger_postings_cause", "cause_kind ~ '^[a-z][a-z0-9-]{1,39}$'");
                });

            migrationBuilder.CreateTable(
                name: "listings",
                schema: "catalog",
                columns: table => new
                {
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    offer = table.Column<Guid>(type: "uuid", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    listed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sold = table.Column<int>(type: "integer", nullable: false),
                    in_stock = table.Column<bool>(type: "boolean", nullable: false),
                    card = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_listings", x => x.product);
                });

            migrationBuilder.CreateTable(
                name: "money_mismatches",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    payment = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    detail = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    explained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    explanation = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_mismatches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "movements",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    offer = table.Column<Guid>(type: "uuid", nullable: false),
                    warehouse = table.Column<Guid>(type: "uuid", nullable: false),
                    delta = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cause = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_movements", x => x.id);
                    table.CheckConstraint("ck_movements_delta", "delta <> 0");
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                schema: "notifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user = table.Column<Guid>(type: "uuid", nullable: false),
                    topic = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    values = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: true),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "once",
                schema: "transport",
                columns: table => new
                {
                    scope = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    request_hash = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_once", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "orders",
                schema: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    buyer = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ship_to = table.Column<string>(type: "jsonb", nullable: false),
                    pay_provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    pay_method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    pay_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    revived = table.Column<bool>(type: "boolean", nullable: false),
                    refused_money = table.Column<bool>(type: "boolean", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    refunded_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    refunded_amount = table.Column<long>(type: "bigint", nullable: false),
                    total_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    total_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders", x => x.id);
                    table.CheckConstraint("ck_orders_money", "total_amount >= 0 AND refunded_amount >= 0 AND refunded_amount <= total_amount");
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "transport",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    data_version = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    correlation = table.Column<Guid>(type: "uuid", nullable: false),
                    causation = table.Column<Guid>(type: "uuid", nullable: true),
                    time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    trace_parent = table.Column<string>(type: "text", nullable: true),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "pages",
                schema: "catalog",
                columns: table => new
                {
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pages", x => x.product);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    buyer = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    token = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    two_stage = table.Column<bool>(type: "boolean", nullable: false),
                    pay_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    action_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    action_url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    capture_minor = table.Column<long>(type: "bigint", nullable: true),
                    chargeback = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decline_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    amount_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    amount_amount = table.Column<long>(type: "bigint", nullable: false),
                    captured_amount_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    captured_amount_amount = table.Column<long>(type: "bigint", nullable: false),
                    promised_back_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    promised_back_amount = table.Column<long>(type: "bigint", nullable: false),
                    refunded_amount_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    refunded_amount_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payments", x => x.id);
                    table.CheckConstraint("ck_payments_amount", "amount_amount >= 0 AND captured_amount_amount >= 0");
                    table.CheckConstraint("ck_payments_capture", "capture_minor IS NULL OR capture_minor BETWEEN 0 AND amount_amount");
                    table.CheckConstraint("ck_payments_refunds", "refunded_amount_amount >= 0 AND refunded_amount_amount <= promised_back_amount AND refunded_amount_amount <= captured_amount_amount");
                });

            migrationBuilder.CreateTable(
                name: "payout_accounts",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    token = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    display = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    refusal_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    schedule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    next_day = table.Column<DateOnly>(type: "date", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payout_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payouts",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    account_token = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    run_day = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    hold_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    failure_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    amount_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    amount_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payouts", x => x.id);
                    table.CheckConstraint("ck_payouts_amount", "amount_amount > 0");
                });

            migrationBuilder.CreateTable(
                name: "provider_events",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    event_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    word = table.Column<string>(type: "jsonb", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reconciliation_issues",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run = table.Column<Guid>(type: "uuid", nullable: true),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    our_id = table.Column<Guid>(type: "uuid", nullable: true),
                    expected = table.Column<string>(type: "jsonb", nullable: true),
                    actual = table.Column<string>(type: "jsonb", nullable: true),
                    owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    explained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    explanation = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reconciliation_issues", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reconciliation_runs",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    ran_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    matched = table.Column<int>(type: "integer", nullable: false),
                    timing = table.Column<int>(type: "integer", nullable: false),
                    mismatches = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reconciliation_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<Guid>(type: "uuid", nullable: false),
                    payment = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_order = table.Column<Guid>(type: "uuid", nullable: true),
                    shop = table.Column<Guid>(type: "uuid", nullable: true),
                    buyer = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cause = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    requested_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    asked = table.Column<string>(type: "jsonb", nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    failure_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    amount_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    amount_amount = table.Column<long>(type: "bigint", nullable: false),
                    gross_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    gross_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refunds", x => x.id);
                    table.CheckConstraint("ck_refunds_amount", "amount_amount >= 0 AND gross_amount >= 0");
                });

            migrationBuilder.CreateTable(
                name: "reservations",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    returns = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reservations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "returns",
                schema: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_order = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    photos = table.Column<string>(type: "jsonb", nullable: false),
                    due_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    parcel = table.Column<string>(type: "jsonb", nullable: true),
                    accepted = table.Column<string>(type: "jsonb", nullable: false),
                    refunds_delivery = table.Column<bool>(type: "boolean", nullable: false),
                    objection = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_returns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sagas",
                schema: "transport",
                columns: table => new
                {
                    saga = table.Column<string>(type: "text", nullable: false),
                    correlation = table.Column<Guid>(type: "uuid", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "jsonb", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sagas", x => new { x.saga, x.correlation });
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user = table.Column<Guid>(type: "uuid", nullable: false),
                    device = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "settlements",
                schema: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    dropped_gross_minor = table.Column<long>(type: "bigint", nullable: false),
                    earnings_minor = table.Column<long>(type: "bigint", nullable: false),
                    capture_decided = table.Column<bool>(type: "boolean", nullable: false),
                    funded = table.Column<bool>(type: "boolean", nullable: false),
                    completed = table.Column<bool>(type: "boolean", nullable: false),
                    released = table.Column<bool>(type: "boolean", nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reserved_minor = table.Column<long>(type: "bigint", nullable: false),
                    reserve_until = table.Column<DateOnly>(type: "date", nullable: true),
                    holds = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shipments",
                schema: "shipping",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seller_order = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    carrier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    service = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<string>(type: "jsonb", nullable: false),
                    to = table.Column<string>(type: "jsonb", nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    pieces = table.Column<string>(type: "jsonb", nullable: false),
                    cash_due = table.Column<string>(type: "jsonb", nullable: true),
                    booking = table.Column<string>(type: "jsonb", nullable: false),
                    tracking_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    pickup_code = table.Column<string>(type: "jsonb", nullable: false),
                    delivery_code = table.Column<string>(type: "jsonb", nullable: false),
                    events = table.Column<string>(type: "jsonb", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    proof = table.Column<string>(type: "jsonb", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    declared_value_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    declared_value_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shops",
                schema: "sellers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    slug = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    legal_form = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    tax_exempt = table.Column<bool>(type: "boolean", nullable: false),
                    auto_accept = table.Column<bool>(type: "boolean", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    vacation_from = table.Column<DateOnly>(type: "date", nullable: true),
                    vacation_until = table.Column<DateOnly>(type: "date", nullable: true),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shops", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "storefronts",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    selling = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storefronts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "timers",
                schema: "transport",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    correlation = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    phone = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    locale = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouses",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "products",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    attributes = table.Column<string>(type: "jsonb", nullable: false),
                    translations = table.Column<string>(type: "jsonb", nullable: false),
                    tags = table.Column<string>(type: "jsonb", nullable: false),
                    images = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    refusals = table.Column<string>(type: "jsonb", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_products", x => x.id);
                    table.ForeignKey(
                        name: "FK_products_categories_category",
                        column: x => x.category,
                        principalSchema: "catalog",
                        principalTable: "categories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_entries",
                schema: "payments",
                columns: table => new
                {
                    number = table.Column<short>(type: "smallint", nullable: false),
                    posting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_entries", x => new { x.posting_id, x.number });
                    table.CheckConstraint("ck_ledger_entries_account", "account ~ '^(provider:[a-z0-9-]+|escrow:[0-9a-f-]{36}|seller:[0-9a-f-]{36}:(available|reserve|receivable)|platform:(commission|promo|delivery|fees|loss)|tax:[a-z-]+|payout:[0-9a-f-]{36}|wallet:[0-9a-f-]{36}|courier:[0-9a-f-]{36})$'");
                    table.CheckConstraint("ck_ledger_entries_amount", "minor <> 0");
                    table.CheckConstraint("ck_ledger_entries_currency", "currency ~ '^[A-Z]{3,4}$' AND currency <> 'XXX'");
                    table.ForeignKey(
                        name: "FK_ledger_entries_ledger_postings_posting_id",
                        column: x => x.posting_id,
                        principalSchema: "payments",
                        principalTable: "ledger_postings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "seller_orders",
                schema: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    shop_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    food = table.Column<bool>(type: "boolean", nullable: false),
                    auto_accept = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    delivery = table.Column<string>(type: "jsonb", nullable: false),
                    parcels = table.Column<string>(type: "jsonb", nullable: false),
                    holds = table.Column<string>(type: "jsonb", nullable: false),
                    cancel_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    accept_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ship_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_news_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confirm_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    refunded_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    refunded_amount = table.Column<long>(type: "bigint", nullable: false),
                    total_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    total_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seller_orders", x => x.id);
                    table.ForeignKey(
                        name: "FK_seller_orders_orders_order",
                        column: x => x.order,
                        principalSchema: "orders",
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "refresh_tokens",
                schema: "identity",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    parent = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refresh_tokens", x => x.id);
                    table.ForeignKey(
                        name: "FK_refresh_tokens_sessions_session",
                        column: x => x.session,
                        principalSchema: "identity",
                        principalTable: "sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "variants",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    attributes = table.Column<string>(type: "jsonb", nullable: false),
                    gtin = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_variants", x => x.id);
                    table.ForeignKey(
                        name: "FK_variants_products_product",
                        column: x => x.product,
                        principalSchema: "catalog",
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                schema: "orders",
                columns: table => new
                {
                    seller_order = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    offer = table.Column<Guid>(type: "uuid", nullable: true),
                    product = table.Column<Guid>(type: "uuid", nullable: true),
                    category = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    sku = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    cancelled = table.Column<int>(type: "integer", nullable: false),
                    returned = table.Column<int>(type: "integer", nullable: false),
                    handling_days = table.Column<int>(type: "integer", nullable: false),
                    return_days = table.Column<int>(type: "integer", nullable: false),
                    tax_rate = table.Column<int>(type: "integer", nullable: false),
                    fee_rule = table.Column<Guid>(type: "uuid", nullable: true),
                    commission_rate = table.Column<int>(type: "integer", nullable: false),
                    payee = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    buyer_pays = table.Column<long>(type: "bigint", nullable: false),
                    commission = table.Column<long>(type: "bigint", nullable: false),
                    commission_tax = table.Column<long>(type: "bigint", nullable: false),
                    platform_promo = table.Column<long>(type: "bigint", nullable: false),
                    seller_gross = table.Column<long>(type: "bigint", nullable: false),
                    tax = table.Column<long>(type: "bigint", nullable: false),
                    unit_price = table.Column<long>(type: "bigint", nullable: false),
                    size_height_mm = table.Column<int>(type: "integer", nullable: false),
                    size_length_mm = table.Column<int>(type: "integer", nullable: false),
                    size_weight_grams = table.Column<int>(type: "integer", nullable: false),
                    size_width_mm = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_lines", x => new { x.seller_order, x.number });
                    table.CheckConstraint("ck_order_lines_units", "quantity > 0 AND cancelled >= 0 AND returned >= 0 AND cancelled + returned <= quantity");
                    table.ForeignKey(
                        name: "FK_order_lines_seller_orders_seller_order",
                        column: x => x.seller_order,
                        principalSchema: "orders",
                        principalTable: "seller_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "offers",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    variant = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    sku = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    compare_at_amount = table.Column<long>(type: "bigint", nullable: true),
                    weight_grams = table.Column<int>(type: "integer", nullable: false),
                    length_mm = table.Column<int>(type: "integer", nullable: false),
                    width_mm = table.Column<int>(type: "integer", nullable: false),
                    height_mm = table.Column<int>(type: "integer", nullable: false),
                    tax_class = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    handling_days = table.Column<int>(type: "integer", nullable: false),
                    return_days = table.Column<int>(type: "integer", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    price_currency = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    price_amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offers", x => x.id);
                    table.CheckConstraint("ck_offers_days", "handling_days >= 0 AND return_days BETWEEN 0 AND 365");
                    table.CheckConstraint("ck_offers_price", "price_amount > 0 AND (compare_at_amount IS NULL OR compare_at_amount > price_amount)");
                    table.CheckConstraint("ck_offers_size", "weight_grams >= 0 AND length_mm >= 0 AND width_mm >= 0 AND height_mm >= 0");
                    table.ForeignKey(
                        name: "FK_offers_products_product",
                        column: x => x.product,
                        principalSchema: "catalog",
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_offers_variants_variant",
                        column: x => x.variant,
                        principalSchema: "catalog",
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock",
                schema: "catalog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    shop = table.Column<Guid>(type: "uuid", nullable: false),
                    warehouse = table.Column<Guid>(type: "uuid", nullable: false),
                    on_hand = table.Column<int>(type: "integer", nullable: false),
                    reserved = table.Column<int>(type: "integer", nullable: false),
                    sold = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock", x => x.id);
                    table.CheckConstraint("ck_stock_counters", "on_hand >= 0 AND reserved >= 0 AND reserved <= on_hand AND sold >= 0");
                    table.ForeignKey(
                        name: "FK_stock_offers_id",
                        column: x => x.id,
                        principalSchema: "catalog",
                        principalTable: "offers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_carrier_messages_carrier_event_id",
                schema: "shipping",
                table: "carrier_messages",
                columns: new[] { "carrier", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_categories_parent",
                schema: "catalog",
                table: "categories",
                column: "parent");

            migrationBuilder.CreateIndex(
                name: "IX_categories_path",
                schema: "catalog",
                table: "categories",
                column: "path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_admin_changes_subject",
                schema: "admin",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_changes_subject",
                schema: "catalog",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_identity_changes_subject",
                schema: "identity",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_changes_subject",
                schema: "notifications",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_orders_changes_subject",
                schema: "orders",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_payments_changes_subject",
                schema: "payments",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_sellers_changes_subject",
                schema: "sellers",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_shipping_changes_subject",
                schema: "shipping",
                table: "changes",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "IX_chargebacks_opened_at",
                schema: "payments",
                table: "chargebacks",
                column: "opened_at",
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_courier_tasks_courier_id",
                schema: "shipping",
                table: "courier_tasks",
                columns: new[] { "courier", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_courier_tasks_shipment",
                schema: "shipping",
                table: "courier_tasks",
                column: "shipment",
                unique: true,
                filter: "state NOT IN ('DONE', 'RETURNED', 'LOST', 'CANCELLED')");

            migrationBuilder.CreateIndex(
                name: "IX_couriers_last_asked_at",
                schema: "shipping",
                table: "couriers",
                column: "last_asked_at",
                filter: "on_shift");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_profiles_shop",
                schema: "shipping",
                table: "delivery_profiles",
                column: "shop");

            migrationBuilder.CreateIndex(
                name: "ux_fee_rules_position",
                schema: "payments",
                table: "fee_rules",
                column: "position",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entries_account",
                schema: "payments",
                table: "ledger_entries",
                columns: new[] { "account", "posting_id" });

            migrationBuilder.CreateIndex(
                name: "ux_ledger_postings_cause",
                schema: "payments",
                table: "ledger_postings",
                columns: new[] { "cause_kind", "cause_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_listings_category_listed_at_product",
                schema: "catalog",
                table: "listings",
                columns: new[] { "category", "listed_at", "product" });

            migrationBuilder.CreateIndex(
                name: "IX_listings_category_price_product",
                schema: "catalog",
                table: "listings",
                columns: new[] { "category", "price", "product" });

            migrationBuilder.CreateIndex(
                name: "IX_listings_category_sold_product",
                schema: "catalog",
                table: "listings",
                columns: new[] { "category", "sold", "product" });

            migrationBuilder.CreateIndex(
                name: "IX_listings_listed_at_product",
                schema: "catalog",
                table: "listings",
                columns: new[] { "listed_at", "product" });

            migrationBuilder.CreateIndex(
                name: "IX_listings_price_product",
                schema: "catalog",
                table: "listings",
                columns: new[] { "price", "product" });

            migrationBuilder.CreateIndex(
                name: "IX_listings_sold_product",
                schema: "catalog",
                table: "listings",
                columns: new[] { "sold", "product" });

            migrationBuilder.CreateIndex(
                name: "ux_money_mismatches_open",
                schema: "payments",
                table: "money_mismatches",
                columns: new[] { "payment", "kind" },
                unique: true,
                filter: "explained_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_movements_offer",
                schema: "catalog",
                table: "movements",
                column: "offer");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_inbox",
                schema: "notifications",
                table: "notifications",
                columns: new[] { "user", "id" },
                filter: "channel = 'in-app'");

            migrationBuilder.CreateIndex(
                name: "IX_offers_product",
                schema: "catalog",
                table: "offers",
                column: "product");

            migrationBuilder.CreateIndex(
                name: "IX_offers_shop_id",
                schema: "catalog",
                table: "offers",
                columns: new[] { "shop", "id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "IX_offers_shop_sku",
                schema: "catalog",
                table: "offers",
                columns: new[] { "shop", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_offers_variant",
                schema: "catalog",
                table: "offers",
                column: "variant");

            migrationBuilder.CreateIndex(
                name: "IX_once_at",
                schema: "transport",
                table: "once",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_orders_buyer_id",
                schema: "orders",
                table: "orders",
                columns: new[] { "buyer", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_number",
                schema: "orders",
                table: "orders",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_order",
                schema: "payments",
                table: "payments",
                column: "order");

            migrationBuilder.CreateIndex(
                name: "IX_payout_accounts_next_day",
                schema: "payments",
                table: "payout_accounts",
                column: "next_day",
                filter: "status = 'VERIFIED' AND schedule <> 'MANUAL'");

            migrationBuilder.CreateIndex(
                name: "IX_payout_accounts_shop",
                schema: "payments",
                table: "payout_accounts",
                column: "shop",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payouts_shop_id",
                schema: "payments",
                table: "payouts",
                columns: new[] { "shop", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_payouts_shop_run_day",
                schema: "payments",
                table: "payouts",
                columns: new[] { "shop", "run_day" },
                unique: true,
                filter: "run_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payouts_status",
                schema: "payments",
                table: "payouts",
                column: "status",
                filter: "status IN ('SCHEDULED', 'APPROVED', 'ON_HOLD', 'PROCESSING', 'FAILED')");

            migrationBuilder.CreateIndex(
                name: "IX_products_category",
                schema: "catalog",
                table: "products",
                column: "category");

            migrationBuilder.CreateIndex(
                name: "IX_products_shop_id",
                schema: "catalog",
                table: "products",
                columns: new[] { "shop", "id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "IX_provider_events_provider_event_id",
                schema: "payments",
                table: "provider_events",
                columns: new[] { "provider", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reconciliation_issues_open",
                schema: "payments",
                table: "reconciliation_issues",
                column: "id",
                filter: "explained_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_reconciliation_issues_run",
                schema: "payments",
                table: "reconciliation_issues",
                column: "run");

            migrationBuilder.CreateIndex(
                name: "IX_reconciliation_runs_provider_day",
                schema: "payments",
                table: "reconciliation_runs",
                columns: new[] { "provider", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_refresh_tokens_hash",
                schema: "identity",
                table: "refresh_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_refresh_tokens_session",
                schema: "identity",
                table: "refresh_tokens",
                column: "session");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_order",
                schema: "payments",
                table: "refunds",
                column: "order");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_shop",
                schema: "payments",
                table: "refunds",
                columns: new[] { "shop", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_waiting",
                schema: "payments",
                table: "refunds",
                column: "payment",
                filter: "status = 'APPROVED'");

            migrationBuilder.CreateIndex(
                name: "ux_refunds_cause",
                schema: "payments",
                table: "refunds",
                columns: new[] { "cause", "seller_order" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "IX_reservations_until",
                schema: "catalog",
                table: "reservations",
                column: "until",
                filter: "state = 'HELD'");

            migrationBuilder.CreateIndex(
                name: "IX_returns_buyer_id",
                schema: "orders",
                table: "returns",
                columns: new[] { "buyer", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_returns_seller_order",
                schema: "orders",
                table: "returns",
                column: "seller_order");

            migrationBuilder.CreateIndex(
                name: "IX_returns_shop_id",
                schema: "orders",
                table: "returns",
                columns: new[] { "shop", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_seller_orders_order",
                schema: "orders",
                table: "seller_orders",
                column: "order");

            migrationBuilder.CreateIndex(
                name: "IX_seller_orders_shop_id",
                schema: "orders",
                table: "seller_orders",
                columns: new[] { "shop", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_seller_orders_shop_updated_at_id",
                schema: "orders",
                table: "seller_orders",
                columns: new[] { "shop", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_user_started_at",
                schema: "identity",
                table: "sessions",
                columns: new[] { "user", "started_at" },
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_settlements_order",
                schema: "payments",
                table: "settlements",
                column: "order");

            migrationBuilder.CreateIndex(
                name: "ix_settlements_pending",
                schema: "payments",
                table: "settlements",
                column: "shop",
                filter: "funded AND NOT released");

            migrationBuilder.CreateIndex(
                name: "ix_settlements_reserve",
                schema: "payments",
                table: "settlements",
                column: "reserve_until",
                filter: "reserve_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_number",
                schema: "shipping",
                table: "shipments",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_shipments_order",
                schema: "shipping",
                table: "shipments",
                column: "order");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_seller_order",
                schema: "shipping",
                table: "shipments",
                column: "seller_order");

            migrationBuilder.CreateIndex(
                name: "IX_shipments_shop_id",
                schema: "shipping",
                table: "shipments",
                columns: new[] { "shop", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_shops_owner",
                schema: "sellers",
                table: "shops",
                column: "owner",
                unique: true,
                filter: "status <> 'CLOSED'");

            migrationBuilder.CreateIndex(
                name: "IX_shops_slug",
                schema: "sellers",
                table: "shops",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_shops_vacation_until",
                schema: "sellers",
                table: "shops",
                column: "vacation_until",
                filter: "vacation_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_timers_due_at",
                schema: "transport",
                table: "timers",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "IX_users_email",
                schema: "identity",
                table: "users",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_users_phone",
                schema: "identity",
                table: "users",
                column: "phone",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_variants_gtin",
                schema: "catalog",
                table: "variants",
                column: "gtin",
                filter: "gtin IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_variants_product",
                schema: "catalog",
                table: "variants",
                column: "product");

            migrationBuilder.CreateIndex(
                name: "IX_warehouses_shop",
                schema: "catalog",
                table: "warehouses",
                column: "shop");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "address_books",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "carrier_messages",
                schema: "shipping");

            migrationBuilder.DropTable(
                name: "carts",
                schema: "orders");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "admin");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "notifications");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "orders");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "sellers");

            migrationBuilder.DropTable(
                name: "changes",
                schema: "shipping");

            migrationBuilder.DropTable(
                name: "chargebacks",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "checkouts",
                schema: "orders");

            migrationBuilder.DropTable(
                name: "clock",
                schema: "admin");

            migrationBuilder.DropTable(
                name: "collections",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "courier_tasks",
                schema: "shipping");

            migrationBuilder.DropTable(
                name: "couriers",
                schema: "shipping");

            migrationBuilder.DropTable(
                name: "delivery_profiles",
                schema: "shipping");

            migrationBuilder.DropTable(
                name: "fee_rules",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "ledger_balances",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "ledger_entries",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "listings",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "money_mismatches",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "movements",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "notifications",
                schema: "notifications");

            migrationBuilder.DropTable(
                name: "once",
                schema: "transport");

            migrationBuilder.DropTable(
                name: "order_lines",
                schema: "orders");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "transport");

            migrationBuilder.DropTable(
                name: "pages",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "payments",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "payout_accounts",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "payouts",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "provider_events",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "reconciliation_issues",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "reconciliation_runs",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "refresh_tokens",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "refunds",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "reservations",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "returns",
                schema: "orders");

            migrationBuilder.DropTable(
                name: "sagas",
                schema: "transport");

            migrationBuilder.DropTable(
                name: "settlements",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "shipments",
                schema: "shipping");

            migrationBuilder.DropTable(
                name: "shops",
                schema: "sellers");

            migrationBuilder.DropTable(
                name: "stock",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "storefronts",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "timers",
                schema: "transport");

            migrationBuilder.DropTable(
                name: "users",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "warehouses",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "ledger_postings",
                schema: "payments");

            migrationBuilder.DropTable(
                name: "seller_orders",
                schema: "orders");

            migrationBuilder.DropTable(
                name: "sessions",
                schema: "identity");

            migrationBuilder.DropTable(
                name: "offers",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "orders",
                schema: "orders");

            migrationBuilder.DropTable(
                name: "variants",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "products",
                schema: "catalog");

            migrationBuilder.DropTable(
                name: "categories",
                schema: "catalog");
        }
    }
}
